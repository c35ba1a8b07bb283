using Reception.Contracts.Ids;

namespace Reception.Contracts.Scaling;

/// <summary>What a process is for scaling. One that is both reports as both, under one name: its processor time counts once, for the silo.</summary>
public enum ProcessKind { Silo = 0, Gateway = 1 }

/// <summary>
/// What a process has used since it started, once every few seconds: processor seconds, messages of customers taken (silos), memory in bytes.
/// <see cref="Held"/> is of now: conversations in memory (silos) or connections (gateways). <see cref="Process"/> is new with every start.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record LoadReport(ProcessKind Kind, string Process, double CpuSeconds, int Cores, long Messages, long Held, long MemoryBytes)
{
    /// <summary>The name of this process: machine, number and when it started.</summary>
    public static string ThisProcess { get; } = Name();

    private static string Name()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return $"{Environment.MachineName}:{self.Id}:{self.StartTime.ToUniversalTime().Ticks}";
    }
}

/// <summary>The shops that have a sale calendar, at most <see cref="MaxShops"/>; the stamp rises when the list changes.</summary>
[GenerateSerializer, Immutable]
public sealed record CalendarShops(long Stamp, ShopId[] Shops)
{
    public const int MaxShops = 1_000;
}
