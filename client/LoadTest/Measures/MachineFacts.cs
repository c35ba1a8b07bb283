using System.Reflection;
using System.Runtime.InteropServices;

namespace Reception.LoadTest.Measures;

/// <summary>What this machine and this build are, for the head of a run.</summary>
internal static class MachineFacts
{
    public static Machine Read() => new(
        Environment.ProcessorCount,
        Processor(),
        Environment.Version.ToString(),
        RuntimeInformation.OSDescription,
        typeof(Grain).Assembly.GetName().Name!.StartsWith("LocalOrleans", StringComparison.Ordinal) ? "Local" : "Microsoft",
        Commit());

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>The commit that the SDK writes behind the version of a build in a repository; null: none.</summary>
    private static string? Commit()
    {
        var version = typeof(MachineFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+');
        return version is [_, { Length: > 0 } commit] ? commit : null;
    }
}
