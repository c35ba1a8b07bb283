using System.Diagnostics.Metrics;

namespace Reception.Grains.Delivery;

/// <summary>What the way to the gateways counts. What waits is bounded; dropped pushes are found again by those who miss them.</summary>
internal sealed class DeliveryInstruments
{
    public const string MeterName = "Reception.Delivery";

    private readonly Counter<long> _calls;
    private readonly Counter<long> _pushes;
    private readonly Counter<long> _dropped;
    private readonly UpDownCounter<long> _waiting;

    public DeliveryInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _calls = meter.CreateCounter<long>("reception.push.calls", "{call}", "Calls to gateways");
        _pushes = meter.CreateCounter<long>("reception.push.pushes", "{push}", "Pushes that gateways took");
        _dropped = meter.CreateCounter<long>("reception.push.dropped", "{push}", "Pushes that no gateway took");
        _waiting = meter.CreateUpDownCounter<long>("reception.push.waiting", "{push}", "Pushes that wait for a gateway or are on their way");
    }

    public void OnWaiting(int pushes) => _waiting.Add(pushes);

    public void OnCalled(int pushes, bool taken)
    {
        _calls.Add(1);
        if (taken) _pushes.Add(pushes);
        else OnDropped(pushes);
    }

    public void OnDropped(int pushes) => _dropped.Add(pushes);
}
