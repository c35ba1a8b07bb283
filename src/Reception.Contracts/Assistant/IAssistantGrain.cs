using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Contracts.Assistant;

/// <summary>Whether a request was taken.</summary>
public enum AskOutcome
{
    /// <summary>The conversation has heard the answer.</summary>
    Answered = 0,
    /// <summary>Too many requests of the shop are under way; try again a little later.</summary>
    Busy = 1,
}

/// <summary>
/// What a conversation needs that is slower than its journal, until <see cref="Due"/>. For an order: the entry with the slots, and
/// the order's number where the customer gave one. For a choice: his message with numbers and addresses masked, at most
/// <see cref="MaxTextLength"/> characters, and the candidates, nothing else.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record AssistantRequest(
    ConversationId Conversation, long Epoch, long ForSequence, AwaitedKind Kind, DateTimeOffset Due, string? EntryId = null, string? Order = null,
    string? Text = null, Suggestion[]? Candidates = null)
{
    /// <summary>The longest text that is shown to a language model, in characters.</summary>
    public const int MaxTextLength = 500;

    /// <summary>The most candidates of a choice.</summary>
    public const int MaxCandidates = 5;
}

/// <summary>
/// Asks for a shop's conversations what is slower than a turn may be: order systems, a language model. Key: <see cref="ShopId"/>.
/// Owns the shop's budget and the number of requests in flight; nothing here is needed to understand a conversation.
/// </summary>
public interface IAssistantGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks, tells the conversation by <see cref="IConversationGrain.BotReplyAsync"/>, and returns: a failed call may be repeated. Never
    /// awaited by a turn of the conversation.
    /// </summary>
    Task<AskOutcome> AskAsync(AssistantRequest request);
}
