using System.Text.RegularExpressions;
using Reception.Storage.Sqlite;
using Reception.Tests;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>
/// What is acknowledged is on the disk. A killed process proves nothing about that (the system's page cache outlives it), so the
/// calls that reach the disk are counted; a kill proves that what is there can be read again.
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

    [Fact]
    public async Task Append_ProcessKilled_EveryAcknowledgedAppendIsThere()
    {
        var random = new Random(TestRun.SeedFor(nameof(Append_ProcessKilled_EveryAcknowledgedAppendIsThere)));
        var acknowledged = 0;
        for (var kill = 0; kill < TestRun.Cases(share: 2, all: 20); kill++)
        {
            var until = random.Next(1, 400);
            using var child = SequentialChild.Start(SequentialChild.DotNet, SequentialChild.Assembly, "journal-sequential", "1000000", _folder[$"data{kill}"]);
            acknowledged = 0;
            while (acknowledged < until && await child.StandardOutput.ReadLineAsync(Stop) is { } line) acknowledged = int.Parse(line, null);
            child.Kill();
            await child.WaitForExitAsync(Stop);

            await using var store = _folder.OpenAside(_folder[$"data{kill}"]);
            var events = await new SqliteConversationJournal(store).ReadAsync("demo/web/sequential", 0, int.MaxValue, Stop);
            Assert.True(events.Count >= until, $"{acknowledged} of {until} were acknowledged, {events.Count} are there");
            Assert.Equal(Enumerable.Range(0, events.Count), events.Select(e => BitConverter.ToInt32(e.Payload.Span)));
        }
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [GeneratedRegex(@"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?f(?:data)?sync$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
