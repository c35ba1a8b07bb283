using System.Collections.Concurrent;
using System.Globalization;

namespace LocalOrleans;

/// <summary>
/// Which processes of this machine live. A process is its number and its start, in clock ticks since boot, as /proc tells: numbers are used again, the pair is not.
/// One that has ended but has not been waited for by its parent (state Z or X) is gone. Silos that share this process are told apart by a list.
/// </summary>
internal static class Processes
{
    private static readonly ConcurrentDictionary<SiloAddress, ProcessIdentity> Silos = new();

    public static ProcessIdentity Self { get; } = Read(Environment.ProcessId) ?? throw new PlatformNotSupportedException("This runtime needs /proc to know which processes live.");

    public static string Format(ProcessIdentity process) => string.Create(CultureInfo.InvariantCulture, $"{process.Id}:{process.Start}");

    public static ProcessIdentity? Parse(string? text) =>
        text?.Split(':') is [var id, var start] && int.TryParse(id, CultureInfo.InvariantCulture, out var number) && long.TryParse(start, CultureInfo.InvariantCulture, out var ticks)
            ? new ProcessIdentity(number, ticks) : null;

    /// <summary>A silo of this process begins.</summary>
    public static void Add(SiloAddress silo) => Silos[silo] = Self;

    /// <summary>A silo of this process has ended; for others it is as if its process had.</summary>
    public static void Remove(SiloAddress silo) => Silos.TryRemove(silo, out _);

    public static bool IsGone(SiloAddress silo, ProcessIdentity process) => process == Self ? !Silos.ContainsKey(silo) : Read(process.Id) != process;

    private static ProcessIdentity? Read(int id)
    {
        try
        {
            // "pid (name) state ppid ...": the name may hold anything, so count from its closing bracket; start is field 22.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : new ProcessIdentity(id, long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
