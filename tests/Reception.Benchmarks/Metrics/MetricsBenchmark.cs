using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Time;
using Reception.Grains.Conversations;
using Reception.Grains.Triage;
using Reception.Telemetry;

namespace Reception.Benchmarks.Metrics;

/// <summary>
/// What counting costs a turn: nanoseconds for one instrument's event, with nobody listening and with the exporters of a silo. Printed is the median of nine runs
/// of a million turns of three events (a message, its answer, a miss: four counts, of them three with two labels and one with one).
/// </summary>
internal static class MetricsBenchmark
{
    private const int Turns = 1_000_000;
    private const int Counts = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        using var alone = new ServiceCollection().AddMetrics().BuildServiceProvider();
        Print("nobody listens", alone.GetRequiredService<IMeterFactory>());
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.AddReceptionTelemetry("silo");
        using var host = builder.Build();
        await host.StartAsync();
        Print("exported", host.Services.GetRequiredService<IMeterFactory>());
        Console.WriteLine($"{"thread's clock, one reading",-32} {Median(static () => Repeat(static () => ThreadCpu.Now)):0.0} ns");
        using var source = new ActivitySource("Reception.Benchmarks");
        Console.WriteLine($"{"span that nobody takes",-32} {Median(() => Repeat(() => source.StartActivity("span"))):0.0} ns");
        return 0;
    }

    private static void Print(string what, IMeterFactory meters)
    {
        var at = DateTimeOffset.UnixEpoch;
        var conversations = new ConversationInstruments(meters);
        var triage = new TriageInstruments(meters);
        ImmutableArray<ConversationEvent> turn = [new MessageAccepted(at, 1, 1, "m", "text"), new BotAnswered(at, 1, 2, 1, "entry", "text", 0.9), new MissCounted(at, 1, 1, 1)];
        Console.WriteLine($"{what + ", a count",-32} {Median(() => Repeat(() => conversations.OnCommitted("shop", turn))) / Counts:0.0} ns");
        Console.WriteLine($"{what + ", a histogram's record",-32} {Median(() => Repeat(() => triage.OnMeasured(TimeSpan.FromTicks(400)))) / TriageInstruments.Sampled:0.0} ns");
    }

    private static double Median(Func<double> run) => Enumerable.Range(0, 9).Select(_ => run()).Order().ElementAt(4);

    private static double Repeat(Action act)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Turns; i++) act();
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / Turns;
    }

    private static double Repeat<T>(Func<T> ask) => Repeat(() => { ask(); });
}
