using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reception.Client.Hub;
using Reception.Contracts.Ids;

namespace Reception.Gateway.Admission;

/// <summary>
/// Refuses early what this process cannot do in time: first new conversations, then customers' messages; nothing else ever.
/// <para>
/// After DAGOR (Zhou et al., Overload Control for Scaling WeChat Microservices, SoCC 2018): overload is a mean queueing delay above a bound in a
/// window of one second, not a full processor; admission moves by steps, fast down and slowly up, along an order of what matters. Here that
/// order is one figure, the pressure p from 0 to 2. Up to 1 it is the part of new conversations that is refused; above, none comes in, and of
/// the messages that were offered in the last window 2 − p come in, shared among shops by <see cref="FairShares"/>: a shop that
/// wants less than its share loses nothing, whatever the others want. No message is refused beyond nine in ten.
/// </para>
/// Safe for concurrent use. Limit known: it sees its own process and the time that storing takes, not the silos' processors.
/// </summary>
internal sealed partial class OverloadControl(IOptions<GatewayOptions> options, TimeProvider time, IIdSource random, AdmissionInstruments instruments, ILogger<OverloadControl> log)
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    /// <summary>Steps of the pressure in a window: under overload, under four times the bound, and without.</summary>
    private const double Up = 0.2;
    private const double UpFast = 0.5;
    private const double Down = 0.05;
    private const double Most = 1.9;
    private const int LeastStored = 20;

    private readonly OverloadOptions _options = options.Value.Overload;
    private readonly Lock _gate = new();
    private readonly Dictionary<ShopId, Demand> _shops = [];
    private DateTimeOffset _windowEnds = time.GetUtcNow() + Window;
    private Mean _delay;
    private Mean _stored;
    private double _level = double.PositiveInfinity;

    /// <summary>0: all comes in; 1: no new conversation does; nearly 2: one message in ten does.</summary>
    public double Pressure { get; private set; }

    /// <summary>How long a work item waited until it ran.</summary>
    public void OnDelay(TimeSpan delay)
    {
        lock (_gate)
        {
            Turn();
            _delay = _delay.With(delay);
        }
    }

    /// <summary>How long messages took from being read until they were stored, or refused by the cluster.</summary>
    public void OnStored(TimeSpan took)
    {
        lock (_gate) _stored = _stored.With(took);
    }

    /// <summary>Null: it may come in. Otherwise after how long to ask again.</summary>
    public int? ConversationAfterMs()
    {
        lock (_gate)
        {
            Turn();
            if (Pressure <= 0 || (Pressure < 1 && random.NextDouble() >= Pressure)) return null;
            return Jittered(2_000 + (2_000 * Pressure));
        }
    }

    /// <summary>Null: they may come in. Otherwise after how long to send them again.</summary>
    public int? MessagesAfterMs(ShopId shop, int messages, int weight)
    {
        lock (_gate)
        {
            Turn();
            if (!_shops.TryGetValue(shop, out var demand)) _shops.Add(shop, demand = new());
            (demand.Weight, demand.Offered) = (weight, demand.Offered + messages);
            if (demand.Admitted + messages > Math.Max(1, _level * weight)) return Jittered(1_000);
            demand.Admitted += messages;
            return null;
        }
    }

    private void Turn()
    {
        var now = time.GetUtcNow();
        if (now < _windowEnds) return;
        var silent = (now - _windowEnds) / Window; // whole windows in which nothing was measured
        _windowEnds = now + Window;
        var before = Pressure;
        if (_options.Enabled) Pressure = Math.Max(0, Next() - (Down * Math.Floor(silent)));
        foreach (var (shop, demand) in _shops)
        {
            demand.Usual = Math.Max(demand.Offered, demand.Usual / 2);
            if (demand.Usual < 1) _shops.Remove(shop);
            (demand.Offered, demand.Admitted) = (0, 0);
        }
        var usual = _shops.Values.Sum(shop => shop.Usual);
        _level = Pressure <= 1 ? double.PositiveInfinity : FairShares.Level(usual * (2 - Pressure), _shops.Values.Select(shop => (shop.Usual, shop.Weight)));
        if ((before == 0) != (Pressure == 0)) LogTurned(Pressure > 0, _delay.Milliseconds, _stored.Milliseconds);
        instruments.OnPressure(Pressure);
        (_delay, _stored) = (default, default);
    }

    private double Next()
    {
        var strain = Math.Max(_delay.Milliseconds / _options.Delay.TotalMilliseconds, _stored.Count < LeastStored ? 0 : _stored.Milliseconds / _options.Stored.TotalMilliseconds);
        return strain > 1 ? Math.Min(Most, Pressure + (strain > 4 ? UpFast : Up)) : Math.Max(0, Pressure - Down);
    }

    private int Jittered(double milliseconds) => (int)(milliseconds * (1 + random.NextDouble()));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Overloaded: {Overloaded} (work items wait {DelayMs} ms, messages take {StoredMs} ms); new conversations are refused first, then messages")]
    private partial void LogTurned(bool overloaded, double delayMs, double storedMs);

    private sealed class Demand
    {
        public double Offered { get; set; }

        public double Admitted { get; set; }

        /// <summary>What was offered in the last window; after a larger one at least half of that, so that a silent second opens nothing.</summary>
        public double Usual { get; set; }

        public int Weight { get; set; } = 1;
    }

    private readonly record struct Mean(double Sum, int Count)
    {
        public double Milliseconds => Count == 0 ? 0 : Sum / Count;

        public Mean With(TimeSpan value) => new(Sum + value.TotalMilliseconds, Count + 1);
    }
}
