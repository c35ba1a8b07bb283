namespace Reception.Tests;

/// <summary>
/// How much of the long suites this run takes, and its seed. <c>RECEPTION_LONG=1</c> runs them whole; otherwise a share,
/// picked by <c>RECEPTION_SEED</c> (fixed when not given, so that a plain <c>dotnet test</c> repeats itself).
/// </summary>
internal static class TestRun
{
    public static bool Long { get; } = Environment.GetEnvironmentVariable("RECEPTION_LONG") is "1" or "true";

    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("RECEPTION_SEED"), out var seed) ? seed : 20261111;

    /// <summary>The number of cases: all of them in a long run, else the share.</summary>
    public static int Cases(int share, int all) => Long ? all : share;

    /// <summary>A seed of its own for each test, so that tests stay independent of each other's order.</summary>
    public static int SeedFor(string test) => unchecked((int)test.Aggregate(2166136261u ^ (uint)Seed, (hash, c) => (hash ^ c) * 16777619u));

    /// <summary>The repository's root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of shared test data beside the repository, or null where it is absent (then the test is skipped).</summary>
    public static string? SharedData
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("RECEPTION_SHARED") ?? Path.Combine(Root, "..", "shared");
            folder = Path.Combine(folder, "data");
            return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Orleans.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
