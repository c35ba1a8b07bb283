using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.Conversations;

/// <summary>What became of a command. Everything but <see cref="Done"/> is a refusal that changed nothing.</summary>
public enum CommandOutcome
{
    Done = 0,
    /// <summary>The same command was carried out before; the answer is what it produced then.</summary>
    Repeated = 1,
    /// <summary>Someone else became the owner since the command's epoch was read.</summary>
    StaleEpoch = 2,
    /// <summary>The caller is not the owner.</summary>
    NotOwner = 3,
    /// <summary>The command makes no sense in this phase (for example rating an open conversation).</summary>
    WrongPhase = 4,
    /// <summary>The input is out of bounds; the result's <c>Error</c> says which and how.</summary>
    Invalid = 5,
    /// <summary>The offer has expired, was declined, or belongs to somebody else.</summary>
    OfferGone = 6,
    /// <summary>The agent has no capacity left.</summary>
    OverCapacity = 7,
    /// <summary>No such shop, channel or queue.</summary>
    Unknown = 8,
    /// <summary>The store did not take it in time; try again with the same ids.</summary>
    Unavailable = 9,
    /// <summary>No such reply is awaited, or not any more.</summary>
    NotAwaited = 10,
    /// <summary>Whom it asks for is not connected.</summary>
    NotReachable = 16,
}

/// <summary>Opens a session: the gateway that will push, what the client saw last, and what the customer came with.</summary>
[GenerateSerializer, Immutable]
public sealed record OpenSession(SessionAddress Session, long AfterSequence, VisitContext Context);

/// <summary>The state and the messages after <see cref="OpenSession.AfterSequence"/>, at most 200; more are read with <c>ReadAsync</c>.</summary>
[GenerateSerializer, Immutable]
public sealed record OpenResult(CommandOutcome Outcome, ConversationView? View, ChatMessage[] Messages, PlaceInQueue? Place, string? Error = null)
{
    /// <summary>For the serving agent: the replies proposed for the newest message that he has not answered.</summary>
    [Id(0)] public ProposedReply[]? Proposals { get; init; }

    /// <summary>For staff: what the customer does not see, and the newest internal lines.</summary>
    [Id(1)] public StaffView? Staff { get; init; }

    [Id(2)] public InternalLine[]? Internal { get; init; }
}

/// <summary>A burst of the customer's messages, in the order written. One burst is one append.</summary>
[GenerateSerializer, Immutable]
public sealed record PostMessages(string SessionId, IncomingMessage[] Messages)
{
    /// <summary>The most messages in one burst.</summary>
    public const int MaxMessages = 50;
}

/// <summary>The sequence under which a message is stored for good.</summary>
[GenerateSerializer, Immutable]
public sealed record MessageAck(string ClientMessageId, long Sequence);

/// <summary>Acknowledgements in the order posted, and everything the command produced (the customer's own lines, the bot's).</summary>
[GenerateSerializer, Immutable]
public sealed record PostResult(CommandOutcome Outcome, MessageAck[] Acks, ChatMessage[] Produced, ConversationView? View, PlaceInQueue? Place = null, string? Error = null);

/// <summary>The answer to a command that posts nothing.</summary>
[GenerateSerializer, Immutable]
public sealed record CommandResult(CommandOutcome Outcome, ConversationView? View, ChatMessage[] Produced, string? Error = null, PlaceInQueue? Place = null);

/// <summary>A customer's command without content; it carries no epoch, a customer's word always counts.</summary>
[GenerateSerializer, Immutable]
public sealed record CustomerCommand(string SessionId, string CommandId);

/// <summary>Rates the last closed episode: 1 to 5 stars and an optional comment of at most 1,000 characters.</summary>
[GenerateSerializer, Immutable]
public sealed record RateEpisode(string SessionId, int Stars, string? Comment);

/// <summary>The customer's word on one answer of the bot; his last word counts.</summary>
[GenerateSerializer, Immutable]
public sealed record RateAnswer(string SessionId, long Sequence, bool Helpful);

/// <summary>A command of the owning agent, with the epoch he read.</summary>
[GenerateSerializer, Immutable]
public sealed record AgentCommand(AgentId Agent, long Epoch, string CommandId);

/// <summary>Takes the work of an offer; the session is attached to the conversation at once. <see cref="Why"/> is the ledger's word, whatever a client sends.</summary>
[GenerateSerializer, Immutable]
public sealed record AcceptOffer(AgentId Agent, string AgentName, Guid Offer, long Epoch, SessionAddress Session, AssignmentExplanation? Why = null);

/// <summary>An agent's messages. <see cref="ProposalEntryId"/> says which proposed reply was used, for the trainers' figures.</summary>
[GenerateSerializer, Immutable]
public sealed record AgentMessages(AgentId Agent, long Epoch, IncomingMessage[] Messages, string? ProposalEntryId = null);

/// <summary>Messages read from the journal; <see cref="LastSequence"/> is the thread's newest.</summary>
[GenerateSerializer, Immutable]
public sealed record MessagesPage(ChatMessage[] Messages, long LastSequence);

/// <summary>
/// A reply the machine proposes to the serving agent; it is never shown to the customer. Where it comes from: the entry, the question
/// of it that is nearest (<see cref="Matched"/>) and the probability that it is the right one. <see cref="Rank"/> 1 is the best of up
/// to <see cref="MaxRank"/> for one message.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ProposedReply(
    long ForSequence, string EntryId, string Question, string Text, double Confidence, bool LateForEpoch = false, string? Matched = null, int Rank = 1)
{
    /// <summary>The most replies proposed for one message.</summary>
    public const int MaxRank = 3;
}
