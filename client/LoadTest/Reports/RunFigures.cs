using System.Globalization;
using HdrHistogram;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Reports;

/// <summary>A run in tables: figures with their ratios to the baselines, latencies, waits, cost, checks.</summary>
internal static class RunFigures
{
    private static readonly (Operation Operation, string Name)[] Operations =
    [
        (Operation.Connect, "connect"), (Operation.Open, "hello → welcome"), (Operation.Acknowledge, "message → durable acknowledgement"), (Operation.BotReply, "message → bot reply"),
        (Operation.PlaceTold, "asked for a person → place told"), (Operation.SlotToOffer, "slot free → offer"), (Operation.OfferToAccepted, "accept → accepted"),
        (Operation.Wait, "wait for an agent"), (Operation.GivenUp, "wait given up"), (Operation.AgentReply, "agent's message → acknowledgement"), (Operation.Handling, "an agent's time with it"),
        (Operation.Close, "close"), (Operation.Rate, "rate"), (Operation.Conversation, "whole conversation"),
    ];

    /// <summary>Every table that there is anything to say in.</summary>
    public static IReadOnlyList<ReportTable> Tables(RunRecord record) =>
        [.. new[] { Results(record), Latencies(record), Baselines(record), People(record), Waits(record), Cost(record), Replies(record), Failures(record), Checks(record) }.Where(table => table.Rows.Count > 0)];

    /// <summary>Latencies for the file, for readers without a decoder.</summary>
    public static SortedDictionary<Operation, LatencyFigures> LatencyFiguresOf(RunRecord record) =>
        new(MeasuredRun.Times(record).ToDictionary(pair => pair.Key, pair => Latency.Figures(pair.Value)));

    public static long Sum(RunRecord record, Counter counter) => record.Slots.Sum(slot => slot.Of(counter));

    private static ReportTable Results(RunRecord record)
    {
        var slots = MeasuredRun.Slots(record);
        var seconds = Math.Max(1e-9, slots.Sum(slot => slot.Length));
        var cpu = ServerCost.Of(slots).Values.Sum();
        var load = ServerCost.OfLoad(slots);
        var messages = slots.Sum(slot => slot.Of(Counter.Acknowledged));
        string[] Rate(string name, double perSecond, params string[] baselines) => [name, Text(perSecond, "N1"), .. Ratios(record, perSecond, baselines)];
        var rows = new List<string[]>
        {
            Rate("whole conversations/s", slots.Sum(slot => slot.Of(Counter.Completed)) / seconds, "websocket-connect"),
            Rate("durable customer messages/s", messages / seconds, "websocket-echo", "grain-echo", "store-append"),
            Rate("most of them in one second", record.Slots.Select(slot => slot.Rate(Counter.Acknowledged)).DefaultIfEmpty(0).Max(), "websocket-echo", "grain-echo", "store-append"),
        };
        if (messages > 0 && cpu > 0)
        {
            rows.Add(["server CPU µs per message", Text(cpu * 1e6 / messages, "N1"), CpuRatio(record, "websocket-echo", cpu * 1e6 / messages, "server")]);
            rows.Add(["client CPU µs per message", Text(load * 1e6 / messages, "N1"), CpuRatio(record, "websocket-echo", load * 1e6 / messages, "client")]);
        }
        return new("Figures", ["", "measured", "ratio to what the machine gives"], rows) { Note = "The run's seconds without its warm-up and its end. The ratio is the figure over the baseline measured in the same run; both sides share this machine." };
    }

    private static ReportTable Latencies(RunRecord record) => Latencies(MeasuredRun.Times(record));

    private static ReportTable Latencies(IReadOnlyDictionary<Operation, HistogramBase> times) => new(
        "Latencies",
        ["", "count", "mean", "p50", "p90", "p99", "p99.9", "max"],
        [.. Operations.Where(one => times.ContainsKey(one.Operation)).Select(one => Row(one.Name, Latency.Figures(times[one.Operation])))])
    {
        Note = "Without warm-up. Counted from the time at which each was due by the plan, so a stall of the server is in them (no coordinated omission). Each within 1 %.",
    };

    private static string[] Row(string name, LatencyFigures figures) =>
        [name, Text(figures.Count, "N0"), Span(figures.Mean), Span(figures.P50), Span(figures.P90), Span(figures.P99), Span(figures.P999), Span(figures.Max)];

    private static ReportTable Baselines(RunRecord record) => new(
        "What the machine gives (baselines of this run)",
        ["", "per second", "p50", "p99", "CPU µs each", "how"],
        [.. record.Baselines.Select(one => new[] { one.Name, Text(one.PerSecond, "N0"), Span(one.P50Milliseconds), Span(one.P99Milliseconds), string.Join(" + ", one.CpuMicroseconds.Select(side => $"{side.Key} {Text(side.Value, "N1")}")), one.What })]);

    private static ReportTable People(RunRecord record)
    {
        var (completed, handed) = (Sum(record, Counter.Completed), Sum(record, Counter.HandedOver));
        var (answered, abandoned, inTime) = (Sum(record, Counter.Answered), Sum(record, Counter.Abandoned), Sum(record, Counter.AnsweredInTime));
        var ended = completed + abandoned;
        return new("Conversations", ["", ""],
        [
            ["started", Text(Sum(record, Counter.Started), "N0")],
            ["completed as planned", Text(completed, "N0")],
            ["refused at the door", Text(Sum(record, Counter.Refused), "N0")],
            ["handed over to people", Text(handed, "N0")],
            ["contained by the bot", Share(ended - handed, ended)],
            ["answered by an agent", Text(answered, "N0")],
            [$"service level (within {Text(record.Head.Expectations.TargetSeconds, "0.#")} s, of all who waited)", Share(inTime, answered + abandoned)],
            ["gave up waiting", Share(abandoned, answered + abandoned)],
            ["offers / declined", $"{Text(Sum(record, Counter.Offers), "N0")} / {Text(Sum(record, Counter.Declined), "N0")}"],
            ["connections made again", Text(Sum(record, Counter.Reconnected), "N0")],
        ]);
    }

    private static ReportTable Waits(RunRecord record) => new(
        "Waits against Erlang A",
        ["from", "asked/s", "places", "handling", "load", "mean wait", "predicted", "in time", "predicted", "gave up", "predicted"],
        [.. record.Waits.Select(span => new[]
        {
            Clock(span.Second - record.Slots[0].Second), Text(span.ArrivalsPerSecond, "0.00"), Text(span.Places, "0.#"), $"{Text(span.HandlingSeconds, "0.0")} s", Text(span.Load, "0.00"),
            Span(span.Measured.MeanWait * 1e3), Span(span.Predicted.MeanWait * 1e3), Percent(span.Measured.InTime), Percent(span.Predicted.InTime), Percent(span.Measured.GaveUp), Percent(span.Predicted.GaveUp),
        })])
    {
        Note = "Predicted from each interval's own arrivals, handling, patience and places as if it lasted for ever; load above 1 and quick changes are outside of the theory.",
    };

    private static ReportTable Cost(RunRecord record)
    {
        var slots = MeasuredRun.Slots(record);
        var messages = Math.Max(1, slots.Sum(slot => slot.Of(Counter.Acknowledged)));
        var cost = ServerCost.Of(slots);
        var all = cost.Values.Sum();
        return new("Server CPU", ["", "seconds", "µs per message", "share"], [.. cost.OrderByDescending(one => one.Value).Select(one => new[] { one.Key, Text(one.Value, "N1"), Text(one.Value * 1e6 / messages, "N1"), Share(one.Value, all) })]);
    }

    private static ReportTable Replies(RunRecord record) => Counted("Bot replies", record.Slots.Select(slot => slot.Replies));

    private static ReportTable Failures(RunRecord record) => Counted("Failures", record.Slots.Select(slot => slot.Failures));

    private static ReportTable Counted(string title, IEnumerable<SortedDictionary<string, long>> counts) => new(title, ["", "count"],
        [.. counts.SelectMany(one => one).GroupBy(one => one.Key).OrderByDescending(group => group.Sum(one => one.Value)).Select(group => new[] { group.Key, Text(group.Sum(one => one.Value), "N0") })]);

    private static ReportTable Checks(RunRecord record) => new("Checks", ["rule", "what", "looked at", "violations"],
        [.. record.Checks.Select(check => new[] { check.Rule, check.What, Text(check.Looked, "N0"), Text(check.Found, "N0") })]);

    private static string[] Ratios(RunRecord record, double figure, string[] baselines)
    {
        var ratios = baselines.Select(name => record.Baselines.FirstOrDefault(one => one.Name == name)).OfType<Baseline>().Where(one => one.PerSecond > 0).Select(one => $"{Text(figure / one.PerSecond, "0.000")} of {one.Name}");
        return [string.Join(", ", ratios)];
    }

    private static string CpuRatio(RunRecord record, string baseline, double microseconds, string side) =>
        record.Baselines.FirstOrDefault(one => one.Name == baseline)?.CpuMicroseconds.GetValueOrDefault(side) is { } bare and > 0 ? $"{Text(microseconds / bare, "0.0")} × {baseline}'s" : "";

    internal static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Milliseconds, or seconds from ten of them on.</summary>
    internal static string Span(double milliseconds) => milliseconds >= 10_000 ? $"{Text(milliseconds / 1e3, "N1")} s" : milliseconds >= 100 ? $"{Text(milliseconds, "N0")} ms" : $"{Text(milliseconds, "0.00")} ms";

    private static string Percent(double share) => $"{Text(share * 100, "0.0")} %";

    private static string Share(double part, double whole) => whole <= 0 ? "–" : Percent(part / whole);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
