using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain timer ticks, and how politely.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>First tick and pause between the end of a tick and the next.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> = none.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> = one tick only.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Ticks may run between the awaits of other calls. Default: no.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks count as use and keep the grain from being collected. Default: no.</summary>
    public bool KeepAlive { get; init; }
}

/// <summary>A timer of one life of a grain; it ends with it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets the next tick and the period anew.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
