using Reception.Domain.Staffing;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Reports;

/// <summary>
/// Waits for a person beside Erlang A's prediction from the same interval's own arrivals, handling, patience and places
/// (<see cref="ErlangA"/>). The theory knows a steady state: an interval in which the load changes quickly, or that begins with a line
/// left over from the one before, is not what it speaks of; the tables show it all the same. Handling is the agents' time with a conversation
/// plus the look they take at its offer, for both take his place.
/// </summary>
internal static class WaitFigures
{
    private const int MostSpans = 40;
    private const int ShortestSpan = 30;

    public static WaitSpan[] Of(RunRecord record)
    {
        if (record.Slots.Length == 0) return [];
        var first = record.Slots[0].Second;
        var seconds = record.Slots[^1].Second - first + 1;
        var span = Math.Max(ShortestSpan, (int)((seconds + MostSpans - 1) / MostSpans));
        span = (span + record.IntervalSeconds - 1) / record.IntervalSeconds * record.IntervalSeconds;
        var intervals = record.Intervals.ToLookup(interval => (interval.Second - first) / span);
        return [.. record.Slots.GroupBy(slot => (slot.Second - first) / span)
            .Select(group => Span(record, first + (group.Key * span), [.. group], [.. intervals[group.Key]])).OfType<WaitSpan>()];
    }

    private static WaitSpan? Span(RunRecord record, long second, Slot[] slots, IntervalHistograms[] intervals)
    {
        var length = slots.Sum(slot => slot.Length);
        var (answered, gaveUp) = (slots.Sum(slot => slot.Of(Counter.Answered)), slots.Sum(slot => slot.Of(Counter.Abandoned)));
        var places = slots.Average(slot => slot.Of(Gauge.AgentSlots));
        var arrivals = slots.Sum(slot => slot.Of(Counter.HandedOver)) / length;
        if (answered + gaveUp == 0 || places < 1 || arrivals == 0) return null;
        var expected = record.Head.Expectations;
        var handling = (Mean(intervals, Operation.Handling) ?? Whole(record, Operation.Handling) ?? expected.HandlingSeconds) + expected.LookSeconds;
        if (handling <= 0) return null;
        var waited = ((Mean(intervals, Operation.Wait) ?? 0) * answered) + ((Mean(intervals, Operation.GivenUp) ?? 0) * gaveUp);
        var measured = new WaitShares(waited / (answered + gaveUp), (double)slots.Sum(slot => slot.Of(Counter.AnsweredInTime)) / (answered + gaveUp), (double)gaveUp / (answered + gaveUp));
        var queue = SteadyQueue.Of(arrivals, ServiceRates.Single((int)Math.Round(places), handling), expected.PatienceSeconds > 0 ? expected.PatienceSeconds : null);
        // Who is offered at once is still looked at: the wait ends when the agent has accepted.
        var predicted = new WaitShares(queue.MeanWait + ((1 - queue.Abandonment) * expected.LookSeconds), queue.AnsweredWithin(Math.Max(0, expected.TargetSeconds - expected.LookSeconds)), queue.Abandonment);
        return new(second, (int)Math.Round(length), arrivals, places, handling, arrivals * handling / places, measured, predicted);
    }

    private static double? Mean(IEnumerable<IntervalHistograms> intervals, Operation operation)
    {
        var encoded = intervals.Where(interval => interval.Histograms.ContainsKey(operation)).Select(interval => interval.Histograms[operation]).ToList();
        return encoded.Count == 0 ? null : Latency.Figures(Timeline.Sum(encoded)).Mean / 1e3;
    }

    private static double? Whole(RunRecord record, Operation operation) =>
        record.Histograms.TryGetValue(operation, out var encoded) ? Latency.Figures(Latency.Decode(encoded)).Mean / 1e3 : null;
}
