using Reception.Contracts.Conversations;

namespace Reception.Cluster.Histories;

internal enum CommandKind
{
    Post = 0, Ask = 1, Close = 2, Rate = 3, Look = 4, Read = 5,
    Accept = 10, AgentPost = 11, AgentClose = 12, HandBack = 13, Transfer = 14, Decline = 15,
}

/// <summary>A line on its way, with the id that makes a repeat harmless.</summary>
internal sealed record SentLine(string Id, string Text);

/// <summary>What a client asked of one conversation. <see cref="Epoch"/> and <see cref="Agent"/> on an agent's commands only.</summary>
internal sealed record Command(CommandKind Kind, string Conversation, string Client, string? Agent = null, long Epoch = 0, SentLine[]? Lines = null, long After = 0);

/// <summary>The part of a conversation's view that the checkers compare. <see cref="Agent"/>: the owner, in phase Agent only.</summary>
internal sealed record SeenView(long Version, long Last, long Epoch, ConversationPhase Phase, string? Agent)
{
    public static SeenView? Of(ConversationView? view) => view is null ? null : new(view.Version, view.LastSequence, view.Epoch, view.Phase, view.Agent?.Value);
}

/// <summary>The sequence that was promised for a line.</summary>
internal sealed record Promise(string Id, long Sequence);

/// <summary>A line as it was read or pushed. <see cref="Key"/>: see <see cref="LineKey"/>; null for lines of bot and system.</summary>
internal sealed record SeenLine(long Sequence, string? Key, string Text);

/// <summary>What a client was answered.</summary>
internal sealed record Answer(CommandOutcome Outcome, SeenView? View = null, Promise[]? Promises = null, SeenLine[]? Lines = null, long Last = 0);

/// <summary>
/// A command with its times on one monotonic clock. <see cref="Answer"/> null: the outcome is unknown, whatever the client was told in
/// the meantime (a time-out, no connection); it may take effect any time later, or never.
/// </summary>
internal sealed record Operation(int Number, Command Command, long Invoked, long? Returned, Answer? Answer)
{
    public bool IsDone => Answer?.Outcome is CommandOutcome.Done or CommandOutcome.Repeated;
}

/// <summary>Customers' ids are unique in a thread, agents' ids for one agent.</summary>
internal static class LineKey
{
    public static string? Of(Author author, string? agent, string? id) => (author, id) switch
    {
        (_, null) => null,
        (Author.Customer, _) => Customer(id),
        (Author.Agent, _) => Agent(agent!, id),
        _ => null,
    };

    public static string Customer(string id) => $"customer {id}";

    public static string Agent(string agent, string id) => $"{agent} {id}";

    public static string Of(Command command, string id) => command.Agent is { } agent ? Agent(agent, id) : Customer(id);
}
