using System.Diagnostics.Metrics;

namespace Reception.Gateway.Admission;

/// <summary>What was refused at the door, and why.</summary>
internal sealed class AdmissionInstruments
{
    public const string MeterName = "Reception.Admission";

    private readonly Counter<long> _refused;
    private readonly Counter<long> _unasked;
    private double _pressure;

    public AdmissionInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>("reception.admission.refused", "{refusal}", "Posts and new conversations refused early, by what and why");
        _unasked = meter.CreateCounter<long>("reception.admission.unasked", "{ask}", "Asks for a shop's budget that nobody answered in time: what came was let in");
        meter.CreateObservableGauge("reception.admission.pressure", () => Volatile.Read(ref _pressure), "{level}", "0: all comes in, 1: no new conversation, nearly 2: one message in ten");
    }

    public void OnRefused(string what, string why) => _refused.Add(1, new KeyValuePair<string, object?>("what", what), new KeyValuePair<string, object?>("why", why));

    public void OnUnasked() => _unasked.Add(1);

    public void OnPressure(double pressure) => Volatile.Write(ref _pressure, pressure);
}
