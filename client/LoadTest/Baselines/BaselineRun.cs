using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Baselines;

/// <summary>
/// What this machine gives without the project, in the same run: so that every figure of the report stands beside its ratio. This folder
/// holds one class for each; docs/load-testing.md says what each leaves out.
/// </summary>
internal static class BaselineRun
{
    /// <param name="options">Lengths and sizes.</param>
    /// <param name="folder">Where the raw store writes: the disk of the data folder.</param>
    /// <param name="say">Told what is measured now.</param>
    public static async Task<Baseline[]> MeasureAsync(BaselineOptions options, string folder, Action<string> say, CancellationToken cancel)
    {
        var all = new List<Baseline>();
        say("bare WebSocket echo");
        all.AddRange(await WebSocketEcho.MeasureAsync(options, cancel));
        say("bare grain echo");
        all.Add(await GrainEcho.MeasureAsync(options, cancel));
        say("raw store append");
        foreach (var (name, batch) in new[] { ("store-append", 256), ("store-commit", 1) })
        {
            cancel.ThrowIfCancellationRequested();
            all.Add(await Task.Run(() => RawInserts.Measure(name, options, folder, batch), cancel));
        }
        return [.. all];
    }
}
