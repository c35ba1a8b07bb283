using System.Diagnostics.Metrics;
using Reception.Contracts.Assistant;

namespace Reception.Grains.Assistant;

/// <summary>What assistants count: requests by kind and what came of them, how long they took, what they cost.</summary>
internal sealed class AssistantInstruments
{
    public const string MeterName = "Reception.Assistant";

    private readonly Counter<long> _refused;
    private readonly Counter<long> _tokens;
    private readonly Histogram<double> _times;

    public AssistantInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>("reception.assistant.refused", description: "Requests not made: too many under way, or over the shop's budget");
        _tokens = meter.CreateCounter<long>("reception.assistant.tokens", description: "Tokens that the language model cost");
        _times = meter.CreateHistogram<double>("reception.assistant.request", "s", "Time of a request to an order system or a language model");
    }

    public void OnRefused(AwaitedKind kind) => _refused.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));

    public void OnSpent(int tokens) => _tokens.Add(tokens);

    public void OnAnswered(AwaitedKind kind, BotReplyKind outcome, TimeSpan time) => _times.Record(
        time.TotalSeconds, new KeyValuePair<string, object?>("kind", kind.ToString()), new KeyValuePair<string, object?>("outcome", outcome.ToString()));
}
