using System.Runtime.InteropServices;

namespace Reception.Domain.Time;

/// <summary>
/// The processor time of the calling thread: what a computation cost, however often the thread was interrupted meanwhile. A system
/// call of about 0.2 µs on Linux and macOS; zero where there is no such clock.
/// </summary>
public static class ThreadCpu
{
    private const long NanosecondsPerTick = 100;
    private static readonly int Clock = OperatingSystem.IsLinux() ? 3 : OperatingSystem.IsMacOS() ? 16 : -1; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>False: <see cref="Now"/> is always zero.</summary>
    public static bool IsKnown => Clock >= 0;

    /// <summary>Since the thread began. Two readings are only comparable on one thread.</summary>
    public static TimeSpan Now => IsKnown && ReadClock(Clock, out var time) == 0 ? new(((long)time.Seconds * TimeSpan.TicksPerSecond) + ((long)time.Nanoseconds / NanosecondsPerTick)) : TimeSpan.Zero;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out ClockTime time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ClockTime
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
