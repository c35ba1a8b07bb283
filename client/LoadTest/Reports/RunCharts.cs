using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Reports;

/// <summary>The plots of a run; those without a point are left out.</summary>
internal static class RunCharts
{
    private const double Megabyte = 1 << 20;

    public static IReadOnlyList<TimeChart> Of(RunRecord record)
    {
        var time = new Timeline(record);
        TimeChart Chart(string title, string unit, params ChartLine[] lines) => new(title, unit, time.Seconds, lines);
        return [.. new[]
        {
            Chart("Throughput", "conversations a second", new("planned", 6, time.Mean(Gauge.PlannedRate), IsDashed: true), new("started", 1, time.Rate(Counter.Started)), new("completed", 2, time.Rate(Counter.Completed)), new("failed or refused", 3, Failed(time))),
            Chart("Messages", "a second", new("customers' sent", 1, time.Rate(Counter.Sent)), new("customers' acknowledged", 2, time.Rate(Counter.Acknowledged)), new("bot replies", 4, time.Of(slots => slots.Sum(slot => slot.Replies.Values.Sum()) / slots.Sum(slot => slot.Length))), new("agents'", 5, time.Rate(Counter.AgentReplies))),
            Percentiles(time, "Message → durable acknowledgement", Operation.Acknowledge),
            Percentiles(time, "Message → bot reply", Operation.BotReply),
            Percentiles(time, "Slot free → offer", Operation.SlotToOffer),
            Chart("Wait for a person", "seconds, mean", new("measured", 1, Waits(record, span => span.Measured.MeanWait)), new("Erlang A", 3, Waits(record, span => span.Predicted.MeanWait), IsDashed: true)),
            Chart("Service level", FormattableString.Invariant($"% answered within {record.Head.Expectations.TargetSeconds:0.#} s"), new("measured", 1, Waits(record, span => 100 * span.Measured.InTime)), new("Erlang A", 3, Waits(record, span => 100 * span.Predicted.InTime), IsDashed: true)) with { Most = 100 },
            Chart("Gave up waiting", "% of those who asked for a person", new("measured", 1, Waits(record, span => 100 * span.Measured.GaveUp)), new("Erlang A", 3, Waits(record, span => 100 * span.Predicted.GaveUp), IsDashed: true)),
            Chart("Contained by the bot", "% of the conversations that ended so far", new ChartLine("without a person", 2, Contained(time))) with { Most = 100 },
            Chart("Queue and agents", "", new("waiting", 3, time.Mean(Gauge.Waiting)), new("agents online", 1, time.Mean(Gauge.AgentsOnline)), new("busy", 2, time.Mean(Gauge.AgentsBusy))),
            Chart("Open", "", new("conversations", 1, time.Mean(Gauge.Open)), new("sockets", 2, time.Mean(Gauge.Sockets))),
            Chart("Silos", "", new ChartLine("up", 1, time.Mean(Gauge.Silos))),
            Chart("Server CPU per durable message", "µs", [.. time.CpuPerMessage().Select((part, i) => new ChartLine(part.Key, (i % 6) + 1, part.Value))]) with { IsStacked = true },
            Chart("Memory", "MB resident", [.. Processes(record).Select((name, i) => new ChartLine(name, (i % 6) + 1, Memory(time, name)))]),
        }.Where(chart => !chart.IsEmpty)];
    }

    private static TimeChart Percentiles(Timeline time, string title, Operation operation) =>
        new(title, "ms, logarithmic", time.Seconds, [new("p50", 2, time.Percentile(operation, 50)), new("p90", 4, time.Percentile(operation, 90)), new("p99", 1, time.Percentile(operation, 99)), new("p99.9", 3, time.Percentile(operation, 99.9))]) { IsLogarithmic = true };

    private static IReadOnlyList<(double, double)> Failed(Timeline time) => time.Of(slots => (slots.Sum(slot => slot.Failures.Values.Sum()) / slots.Sum(slot => slot.Length)) is > 0 and var rate ? rate : null);

    /// <summary>So far, because who is handed over in one step ends in another.</summary>
    private static IReadOnlyList<(double, double)> Contained(Timeline time)
    {
        var (ended, handed) = (0L, 0L);
        return time.Of(slots =>
        {
            ended += slots.Sum(slot => slot.Of(Counter.Completed) + slot.Of(Counter.Abandoned));
            handed += slots.Sum(slot => slot.Of(Counter.HandedOver));
            return ended == 0 ? null : Math.Clamp(100.0 * (ended - handed) / ended, 0, 100);
        });
    }

    private static (double, double)[] Waits(RunRecord record, Func<WaitSpan, double> value) =>
        [.. record.Waits.Where(span => double.IsFinite(value(span))).Select(span => (span.Second - record.Slots[0].Second + (span.Length / 2.0), value(span)))];

    private static IEnumerable<string> Processes(RunRecord record) => record.Slots.SelectMany(slot => slot.Servers).Select(server => server.Process).Distinct().Order(StringComparer.Ordinal);

    private static IReadOnlyList<(double, double)> Memory(Timeline time, string process) =>
        time.Of(slots => slots.SelectMany(slot => slot.Servers).Where(server => server.Process == process).Select(server => (double?)(server.Memory / Megabyte)).LastOrDefault());
}
