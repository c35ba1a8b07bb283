using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Reception.Assistant.Links;
using Reception.Domain.Assistance;

namespace Reception.Assistant.Models;

/// <summary>
/// Lets a chat client choose among candidates. Whatever goes wrong (slow, unreachable, refused, not as asked for) is no answer; what is
/// not as asked for counts as a failure only if it was no answer at all, so that a model that words badly is not taken for a dead one.
/// </summary>
internal sealed partial class ModelEntryChooser(IChatClient client, LanguageModelOptions options, TimeProvider time, ILogger<ModelEntryChooser> log) : IEntryChooser
{
    /// <summary>The longest answer of the endpoint, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private readonly CircuitBreaker _breaker = new(time);

    public bool IsOpen => _breaker.IsClosed;

    public int MostTokens => 4_000;

    public async Task<ChosenEntry> ChooseAsync(EntryChoice choice, CancellationToken cancellation)
    {
        if (choice.Candidates.IsEmpty || !_breaker.TryEnter()) return ChosenEntry.Nothing(0);
        var prompt = ChoicePrompt.For(choice);
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var box = time.CreateTimer(_ => end.Cancel(), null, TimeSpan.FromSeconds(options.TimeoutSeconds), Timeout.InfiniteTimeSpan);
            var response = await client.GetResponseAsync(prompt, ChoicePrompt.Options(options.JsonSchema), end.Token).WaitAsync(end.Token);
            _breaker.OnAnswered();
            var tokens = Cost(prompt, response);
            return response.FinishReason == ChatFinishReason.ToolCalls ? ChosenEntry.Nothing(tokens) : ChoiceAnswer.Read(response.Text, choice, tokens);
        }
        catch (Exception e)
        {
            _breaker.OnFailed();
            LogFailed(choice.Shop.Value, e is OperationCanceledException ? "no answer in time" : e.GetType().Name);
            return ChosenEntry.Nothing(MostTokens); // it may have been answered and charged all the same
        }
    }

    // An endpoint that does not say what it cost is taken to have cost a token a character.
    private static int Cost(ChatMessage[] prompt, ChatResponse response)
    {
        var said = response.Usage?.TotalTokenCount ?? (response.Usage?.InputTokenCount + response.Usage?.OutputTokenCount);
        return said is > 0 and <= 1_000_000 ? (int)said : prompt.Sum(m => m.Text.Length) + response.Text.Length;
    }

    [LoggerMessage(LogLevel.Information, "The language model gave no answer for a conversation of {Shop}: {Reason}")]
    private partial void LogFailed(string shop, string reason);
}
