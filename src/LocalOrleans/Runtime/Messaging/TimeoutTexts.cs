using System.Text;
using Orleans.Runtime;

namespace LocalOrleans;

/// <summary>What is known of a call at the moment its time is over.</summary>
internal sealed class PendingDescription(PendingCalls list, GrainCall call)
{
    public PendingCalls List { get; } = list;

    public CallMethod Method { get; } = call.Method;

    public GrainId Source { get; } = call.Source;

    public GrainId Target { get; } = call.Target;

    public CallRuntime Sender { get; } = call.Sender!;

    public CallRuntime? Receiver { get; } = call.Receiver;
}

/// <summary>
/// Says which call got no answer and why. Who waits for whom is read from the pending list at that moment: from the grain that was called along the
/// calls it waits for itself. If that way comes back to a grain already on it, the calls wait for each other in a circle.
/// </summary>
internal static class TimeoutTexts
{
    public static Exception For(PendingDescription call)
    {
        var timeout = call.Method.ResponseTimeout ?? call.Sender.ResponseTimeout;
        var text = new StringBuilder($"Response did not arrive on time in {timeout} for message: Request [{call.Source} -> {call.Target}] {call.Method}.");
        if (call.Receiver?.Describe(call.Target) is { } state) text.Append(' ').Append(state);
        AppendWaits(text, call);
        RuntimeInstruments.OnTimeout();
        return new TimeoutException(text.ToString());
    }

    private static void AppendWaits(StringBuilder text, PendingDescription call)
    {
        var waits = call.List.Select(other => (other.Source, other.Target, Name: other.Method.ToString()));
        var way = new List<GrainId> { call.Source, call.Target };
        while (waits.FirstOrDefault(wait => wait.Source == way[^1]) is { Name: not null } next)
        {
            text.Append($" {way[^1]} itself waits for {next.Target} ({next.Name}).");
            if (way.Contains(next.Target))
            {
                text.Append(" The calls wait for each other in a circle: make one of the grains [Reentrant] or the method [AlwaysInterleave], or do not await the way back.");
                return;
            }

            way.Add(next.Target);
        }
    }
}
