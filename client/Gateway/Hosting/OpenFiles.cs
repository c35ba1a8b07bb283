using System.Globalization;

namespace Reception.Gateway.Hosting;

/// <summary>How many files and sockets the operating system lets this process have open.</summary>
public static class OpenFiles
{
    /// <summary>What a process keeps for everything that is no client's connection: store, other silos, logs, assemblies.</summary>
    private const int Kept = 1_000;

    private const int Unknown = 61_000;

    public static int Most { get; } = Read();

    /// <summary>Connections that may be open at once. Beyond the system's limit a .NET process does not get an error, it ends.</summary>
    public static int MostConnections => Math.Max(Most - Kept, Most / 2);

    private static int Read()
    {
        const string file = "/proc/self/limits";
        if (!File.Exists(file)) return Unknown;
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, _, var hard, ..] && int.TryParse(hard, CultureInfo.InvariantCulture, out var most) ? most : Unknown;
    }
}
