using System.Diagnostics.Metrics;

namespace Reception.Telemetry;

/// <summary>What the process as a whole uses. Read when somebody looks, so it costs nothing in between.</summary>
public sealed class ProcessInstruments
{
    public const string MeterName = "Reception.Process";

    private static readonly KeyValuePair<string, object?> User = new("mode", "user"), System = new("mode", "system");

    public ProcessInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("reception.process.cpu", Cpu, "s", "Processor time of this process, by mode");
        meter.CreateObservableGauge("reception.process.memory", static () => Environment.WorkingSet, "By", "Memory of this process that is in RAM");
    }

    private static Measurement<double>[] Cpu()
    {
        var used = Environment.CpuUsage;
        return [new(used.UserTime.TotalSeconds, User), new(used.PrivilegedTime.TotalSeconds, System)];
    }
}
