using System.Globalization;

namespace Reception.LoadTest.Hosting;

/// <summary>Processor time and memory of a process on this machine, from /proc; elsewhere there are none.</summary>
internal static class ProcessClock
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux of today

    /// <summary>User and system time together, in seconds; null: no such process.</summary>
    public static double? CpuSeconds(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Resident memory in bytes; null: no such process.</summary>
    public static long? Memory(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.AsSpan(6, line.Length - 8).Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
