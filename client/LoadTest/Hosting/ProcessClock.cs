using System.Diagnostics;

namespace Reception.LoadTest.Hosting;

/// <summary>Processor time and memory of a process on this machine.</summary>
internal static class ProcessClock
{
    /// <summary>User and system time together in seconds, and resident memory in bytes; null: there is no such process any more.</summary>
    public static (double CpuSeconds, long Memory)? Read(int process)
    {
        try
        {
            using var one = Process.GetProcessById(process);
            return (one.TotalProcessorTime.TotalSeconds, one.WorkingSet64);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
