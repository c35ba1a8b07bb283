using System.Globalization;

namespace Reception.LoadTest.Drivers;

/// <summary>How many files and sockets the operating system lets this process have open.</summary>
internal static class OpenFiles
{
    private const int Unknown = 60_000;

    public static int Most { get; } = Read();

    private static int Read()
    {
        const string file = "/proc/self/limits";
        if (!File.Exists(file)) return Unknown;
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, _, var hard, ..] && int.TryParse(hard, CultureInfo.InvariantCulture, out var most) ? most : Unknown;
    }
}
