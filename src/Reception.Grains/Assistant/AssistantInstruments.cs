using System.Diagnostics.Metrics;
using Reception.Contracts.Assistant;
using Reception.Grains.Metrics;

namespace Reception.Grains.Assistant;

/// <summary>What assistants count: requests by kind and what came of them, how long they took, what they cost.</summary>
internal sealed class AssistantInstruments
{
    public const string MeterName = "Reception.Assistant";

    private static readonly double[] Seconds = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

    private readonly Counter<long> _refused;
    private readonly Counter<long> _tokens;
    private readonly Histogram<double> _times;

    public AssistantInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>("reception.assistant.refused", "{request}", "Requests not made: too many under way, or over the shop's budget");
        _tokens = meter.CreateCounter<long>("reception.assistant.tokens", "{token}", "Tokens that the language model cost");
        _times = meter.CreateHistogram("reception.assistant.request", "s", "Time of a request to an order system or a language model", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
    }

    public void OnRefused(AwaitedKind kind) => _refused.Add(1, new KeyValuePair<string, object?>("kind", Labels.Of(kind)));

    public void OnSpent(int tokens) => _tokens.Add(tokens);

    public void OnAnswered(AwaitedKind kind, BotReplyKind outcome, TimeSpan time) => _times.Record(
        time.TotalSeconds, new KeyValuePair<string, object?>("kind", Labels.Of(kind)), new KeyValuePair<string, object?>("outcome", Labels.Of(outcome)));
}
