using System.Text.RegularExpressions;
using Reception.Storage.Sqlite;
using Reception.Tests;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>
/// What is acknowledged is on the disk. A killed process proves nothing about that (the system's page cache outlives it), so the
/// calls that reach the disk are counted; a kill (<see cref="SqliteKilledWriterTests"/>) proves that what is there can be read again.
/// </summary>
public sealed partial class SqliteDurabilityTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_ThousandOneAfterTheOther_SyncsAtLeastAThousandTimes()
    {
        const int Appends = 1000;
        Assert.SkipUnless(SequentialChild.Find("strace") is not null, "strace is not installed (apt-get install strace).");
        var counts = _folder["strace.txt"];
        using var child = SequentialChild.Start("strace", "-f", "-c", "-o", counts, "-e", "trace=fdatasync,fsync",
            SequentialChild.DotNet, SequentialChild.Assembly, "journal-sequential", $"{Appends}", _folder["data"]);
        var output = await child.StandardOutput.ReadToEndAsync(Stop);
        var errors = await child.StandardError.ReadToEndAsync(Stop);
        await child.WaitForExitAsync(Stop);
        Assert.SkipWhen(errors.Contains("PTRACE", StringComparison.Ordinal), $"strace may not trace here: {errors}");

        Assert.True(child.ExitCode == 0, errors);
        Assert.Equal($"{Appends}", output.TrimEnd().Split('\n')[^1]);
        var calls = Line().Matches(await File.ReadAllTextAsync(counts, Stop)).Sum(line => int.Parse(line.Groups[1].Value, null));
        Assert.True(calls >= Appends, $"{calls} calls for {Appends} acknowledgements");
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [GeneratedRegex(@"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?f(?:data)?sync$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
