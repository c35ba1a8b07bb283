using Reception.Contracts.Scaling;

namespace Reception.Domain.Staffing.Scaling;

/// <summary>
/// What the processes of a cluster reported, as rates over the last half minute or so. At most <see cref="MaxProcesses"/>; one that has said
/// nothing for <see cref="Silence"/> is gone. A gateway in the process of a silo is counted, its processor time is the silo's.
/// </summary>
public sealed class ClusterLoad(ScalingOptions options)
{
    public const int MaxProcesses = 1_000;

    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(15);
    private readonly Dictionary<(ProcessKind Kind, string Process), Seen> _seen = [];
    private readonly MessageCost _silos = new();
    private readonly MessageCost _gateways = new();

    public void Report(LoadReport report, DateTimeOffset now)
    {
        var key = (report.Kind, report.Process);
        if (!_seen.TryGetValue(key, out var seen))
        {
            Forget(now);
            if (_seen.Count < MaxProcesses) _seen[key] = new(report, now);
            return;
        }
        var (seconds, cpu, messages) = ((now - seen.At).TotalSeconds, report.CpuSeconds - seen.Last.CpuSeconds, report.Messages - seen.Last.Messages);
        if (seconds <= 0 || cpu < 0 || messages < 0) return;
        seen.Take(report, now, seconds, cpu / seconds, messages / seconds, Memory);
        if (report.Kind == ProcessKind.Silo) _silos.Add(now, seconds, messages, cpu);
        else if (!IsShared(report.Process)) _gateways.Add(now, seconds, seconds * Rate() / Math.Max(1, Count(ProcessKind.Gateway, now)), cpu);
    }

    public int Count(ProcessKind kind, DateTimeOffset now)
    {
        Forget(now);
        return _seen.Keys.Count(key => key.Kind == kind);
    }

    /// <summary>Cores of a process of the kind: the fewest any of them has; null: there is none.</summary>
    public int? Cores(ProcessKind kind) => _seen.Where(seen => seen.Key.Kind == kind).Select(seen => (int?)Math.Max(1, seen.Value.Last.Cores)).Min();

    public MeasuredLoad Measure(DateTimeOffset now)
    {
        Forget(now);
        var silos = _seen.Where(seen => seen.Key.Kind == ProcessKind.Silo).Select(seen => seen.Value).ToArray();
        var gateways = _seen.Where(seen => seen.Key.Kind == ProcessKind.Gateway).ToArray();
        var (perMessage, idle) = _silos.Of(options.SiloSecondsPerMessage);
        var cores = silos.Sum(silo => Math.Max(1, silo.Last.Cores));
        var used = silos.Sum(silo => silo.Cores);
        return new(
            Rate(), used, gateways.Where(gateway => !IsShared(gateway.Key.Process)).Sum(gateway => gateway.Value.Cores), cores == 0 ? 0 : used / cores, perMessage,
            _gateways.Of(options.GatewaySecondsPerMessage).PerMessage, _silos.IsMeasured, idle, silos.Sum(silo => silo.Last.Held), gateways.Sum(gateway => gateway.Value.Last.Held),
            silos.Sum(silo => silo.Last.MemoryBytes));
    }

    private double Rate() => _seen.Where(seen => seen.Key.Kind == ProcessKind.Silo).Sum(seen => seen.Value.Messages);

    private bool IsShared(string process) => _seen.ContainsKey((ProcessKind.Silo, process));

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, seen) in _seen)
        {
            if (now - seen.At > Silence) _seen.Remove(key);
        }
    }

    private sealed class Seen(LoadReport report, DateTimeOffset at)
    {
        public LoadReport Last { get; private set; } = report;

        public DateTimeOffset At { get; private set; } = at;

        public double Cores { get; private set; }

        public double Messages { get; private set; }

        public void Take(LoadReport report, DateTimeOffset now, double seconds, double cores, double messages, TimeSpan memory)
        {
            var part = 1 - Math.Exp(-seconds / memory.TotalSeconds);
            (Last, At) = (report, now);
            (Cores, Messages) = (Cores + (part * (cores - Cores)), Messages + (part * (messages - Messages)));
        }
    }
}
