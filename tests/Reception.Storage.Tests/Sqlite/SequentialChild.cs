using System.Diagnostics;
using Reception.Tests;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>The benchmark program's <c>journal-sequential</c> as a process of its own, to be counted or killed.</summary>
internal static class SequentialChild
{
    /// <summary>Its assembly, of the same configuration as this one, beside this one.</summary>
    public static string Assembly
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
            return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Reception.Benchmarks", configuration, "Reception.Benchmarks.dll"));
        }
    }

    public static string DotNet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    public static Process Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Null when it is not on the path.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
