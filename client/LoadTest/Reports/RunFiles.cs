using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Reports;

/// <summary>A run's two files: NAME.json, from which everything can be made again, and NAME.html.</summary>
internal static class RunFiles
{
    /// <summary>Adds what is computed from the rest: waits against the theory, and latencies in words.</summary>
    public static RunRecord Complete(RunRecord record) => record with { Waits = WaitFigures.Of(record), Latencies = RunFigures.LatencyFiguresOf(record) };

    /// <param name="record">A whole record.</param>
    /// <param name="file">The JSON file; the page stands beside it.</param>
    /// <returns>The page's file.</returns>
    public static async Task<string> WriteAsync(RunRecord record, string file, CancellationToken cancel)
    {
        await RunRecordJson.WriteAsync(record, file, cancel);
        var page = Path.ChangeExtension(file, ".html");
        await File.WriteAllTextAsync(page, RunPage.Html(record), cancel);
        return page;
    }

    /// <exception cref="InvalidDataException">A file is missing or no run record; its name is in the message.</exception>
    public static async Task<RunRecord> ReadAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file)) throw new InvalidDataException($"{file}: there is no such file.");
        try
        {
            return RunRecordJson.Read(await File.ReadAllTextAsync(file, cancel));
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{file}: {wrong.Message}", wrong);
        }
    }
}
