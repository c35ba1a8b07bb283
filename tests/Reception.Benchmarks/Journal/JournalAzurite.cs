using System.Diagnostics;
using System.Diagnostics.Metrics;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Tests.Azure;

namespace Reception.Benchmarks.Journal;

/// <summary>
/// Appends through the journal beside raw appends of the same size to the same Azurite in the same run, in turns, on blobs that exist; then
/// whole conversations (begun with a row of open work, ended without one) and how many requests each took.
/// Arguments: <c>--seconds 8 --rounds 3 --appenders 1,16,64 --bytes 300</c>.
/// </summary>
internal static class JournalAzurite
{
    private const int BlobsOfAnAppender = 4;
    private const int EventsOfAConversation = 12;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var seconds = int.Parse(Argument(arguments, "--seconds", "8"), null);
        var rounds = int.Parse(Argument(arguments, "--rounds", "3"), null);
        var payload = new byte[int.Parse(Argument(arguments, "--bytes", "300"), null)];
        new Random(1).NextBytes(payload);
        if (AzuriteServer.Missing is { } missing)
        {
            Console.Error.WriteLine(missing);
            return 3;
        }
        await using var azurite = await AzuriteServer.StartAsync();
        using var bench = new AzureBench(azurite.ConnectionString(), "bench");
        using var requests = new RequestCount();
        var raw = bench.Client.Blobs("raw-appends");
        await raw.CreateContainerAsync();
        foreach (var appenders in Argument(arguments, "--appenders", "1,16,64").Split(',').Select(text => int.Parse(text, null)))
        {
            var (rawEnds, journalEnds) = (new long[appenders * BlobsOfAnAppender], new long[appenders * BlobsOfAnAppender]);
            var size = JournalFrame.SizeOf(Name(appenders, 0), payload.Length + 2);
            var frame = new byte[size];
            await Task.WhenAll(Enumerable.Range(0, rawEnds.Length).Select(async i =>
            {
                await raw.CreateAppendAsync($"{appenders}-{i}");
                await bench.AppendAsync(Name(appenders, i), 0, payload);
                journalEnds[i] = 1;
            }));
            List<double> ratios = [];
            for (var round = 0; round < rounds; round++)
            {
                var plain = await MeasureAsync("raw", appenders, seconds, requests, async i =>
                {
                    var bytes = (byte[])frame.Clone();
                    BitConverter.TryWriteBytes(bytes, Random(i, rawEnds[i]));
                    if ((await raw.AppendAsync($"{appenders}-{i}", bytes, rawEnds[i])).Result != AppendResult.Appended) throw new InvalidOperationException("A raw append was refused.");
                    rawEnds[i] += bytes.Length;
                });
                var journal = await MeasureAsync("journal", appenders, seconds, requests, async i =>
                {
                    await bench.AppendAsync(Name(appenders, i), journalEnds[i], payload);
                    journalEnds[i]++;
                });
                ratios.Add(journal / plain);
            }
            Console.WriteLine($"{appenders} appenders, {size} bytes an append: journal / raw = {string.Join(", ", ratios.Select(ratio => $"{ratio:F2}"))}, median {ratios.Order().ElementAt(ratios.Count / 2):F2}");
        }
        await ConversationsAsync(bench, payload, seconds, requests);
        return 0;
    }

    private static async Task<double> MeasureAsync(string what, int appenders, int seconds, RequestCount requests, Func<int, Task> append)
    {
        requests.Take();
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, appenders).Select(appender => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var turn = 0; watch.Elapsed.TotalSeconds < seconds; turn++)
            {
                var started = Stopwatch.GetTimestamp();
                await append(appender * BlobsOfAnAppender + turn % BlobsOfAnAppender);
                own.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            return own;
        })));
        var all = latencies.SelectMany(list => list).Order().ToArray();
        var perSecond = all.Length / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{what,-8} {appenders,4} appenders {perSecond,8:N0} appends/s  p50 {all[all.Length / 2],7:F1} ms  p99 {all[(int)(all.Length * 0.99)],7:F1} ms  {(double)requests.Take() / all.Length:F2} requests an append");
        return perSecond;
    }

    private static async Task ConversationsAsync(AzureBench bench, byte[] payload, int seconds, RequestCount requests)
    {
        const int Workers = 64;
        requests.Take();
        var (done, watch) = (0, Stopwatch.StartNew());
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; watch.Elapsed.TotalSeconds < seconds; i++)
            {
                var key = $"demo/web/whole-{worker}-{i}";
                var row = new OpenWork(key, $"demo/q{i % 5}", 1, now, now, now, 1, null, null, null, 0, null);
                for (var at = 0; at < EventsOfAConversation; at++)
                    await bench.AppendAsync(key, at, payload, at == 1 ? new OpenWorkChange(key, row) : at == EventsOfAConversation - 1 ? new OpenWorkChange(key, null) : null);
                Interlocked.Increment(ref done);
            }
        })));
        Console.WriteLine($"whole conversations of {EventsOfAConversation} appends, a row put and a row removed, {Workers} at once: {done / watch.Elapsed.TotalSeconds:F1} a second, {(double)requests.Take() / done:F1} requests each");
    }

    private static string Name(int appenders, int i) => $"demo/web/bench-{appenders}-{i}";

    private static long Random(int blob, long end) => HashCode.Combine(blob, end);

    private static string Argument(string[] arguments, string name, string otherwise) => Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : otherwise;

    /// <summary>Requests sent, each try, since asked last.</summary>
    private sealed class RequestCount : IDisposable
    {
        private readonly MeterListener _listener;
        private long _count;

        public RequestCount()
        {
            _listener = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Name == "reception.storage.requests") listener.EnableMeasurementEvents(instrument); } };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _count, value));
            _listener.Start();
        }

        public long Take() => Interlocked.Exchange(ref _count, 0);

        public void Dispose() => _listener.Dispose();
    }
}
