using System.Collections.Immutable;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>
/// A conversation as a fold of its events (this folder: events, fold, and the decider <see cref="Conversation"/>; no I/O, time is
/// passed in). Invariants: <see cref="Agent"/> and <see cref="Offer"/> are set exactly in <see cref="ConversationPhase.Agent"/>;
/// <see cref="Wait"/> is set in Waiting and Agent; <see cref="Epoch"/> and <see cref="LastSequence"/> only rise, by one at a time.
/// </summary>
public sealed record ConversationState
{
    /// <summary>Sessions a side may have; one more ends the oldest of that side.</summary>
    public const int MaxSessions = 8;

    /// <summary>Entries of this episode that triage is told of.</summary>
    public const int MaxAnswered = 16;

    /// <summary>Marks kept to find old messages in the journal; more are thinned out, oldest half first.</summary>
    public const int MaxMarks = 128;

    public required ConversationId Id { get; init; }

    /// <summary>The sequence of the newest event, 0 before the first.</summary>
    public long Version { get; init; }

    /// <summary>The newest checkpoint's sequence.</summary>
    public long CheckpointVersion { get; init; }

    public long LastSequence { get; init; }
    public int Episode { get; init; }
    public ConversationPhase Phase { get; init; }
    public long Epoch { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The newest line of customer, bot or agent: idleness is counted from here.</summary>
    public DateTimeOffset? ActiveAt { get; init; }

    /// <summary>The wait, kept while an agent serves: a requeue goes back to the original arrival time.</summary>
    public Wait? Wait { get; init; }

    public string? Agent { get; init; }
    public string? AgentName { get; init; }
    public Guid? Offer { get; init; }
    public string? Topic { get; init; }
    public HandOverReason Reason { get; init; }

    /// <summary>Messages in a row that the bot did not understand.</summary>
    public int Misses { get; init; }

    public ImmutableArray<string> Answered { get; init; } = [];

    /// <summary>Entries that did not help the customer in this episode: not given again in it.</summary>
    public ImmutableArray<string> Rejected { get; init; } = [];

    /// <summary>What the next message may lean on.</summary>
    public BotMemory Memory { get; init; } = BotMemory.Empty;

    /// <summary>What was proposed to the serving agent for the newest message, until he writes or is no longer the owner; best first.</summary>
    public ImmutableArray<ProposedReply> Proposals { get; init; } = [];

    /// <summary>Who served the customer lately, over episodes; at most <see cref="Conversations.Touches.Max"/>.</summary>
    public ImmutableArray<Touch> Touches { get; init; } = [];

    /// <summary>His orders; at most <see cref="KnownOrders.Max"/>.</summary>
    public ImmutableArray<KnownOrder> Orders { get; init; } = [];

    public bool AssistantMuted { get; init; }
    public int? Rating { get; init; }

    /// <summary>The channel does not ask how the closed episode was.</summary>
    public bool Unrated { get; init; }

    /// <summary>Why the present agent was asked, or in <see cref="ConversationPhase.Closed"/> the one who served until then.</summary>
    public AssignmentExplanation? Why { get; init; }

    /// <summary>The last decision about the wait of this episode, in words for staff.</summary>
    public string? Turn { get; init; }

    /// <summary>In this episode a person was wanted who could not be had, and the bot went on.</summary>
    public bool Deferred { get; init; }

    /// <summary>What this wait was offered instead of waiting on.</summary>
    public WaitOffer Offered { get; init; }

    /// <summary>In this wait the customer was told that nobody works now and when people are back.</summary>
    public bool ToldClosed { get; init; }

    /// <summary>Work orders and call-backs of this episode, and those of earlier ones that still have to be made; at most <see cref="Conversations.Promises.Max"/>.</summary>
    public ImmutableArray<Promise> Promises { get; init; } = [];

    /// <summary>A person has written since the hand-over.</summary>
    public bool Replied { get; init; }

    /// <summary>The customer's first line since then that no person answered.</summary>
    public DateTimeOffset? UnansweredSince { get; init; }

    /// <summary>Deadlines of this episode that passed; at most <see cref="MissedDeadlines.Max"/>.</summary>
    public ImmutableArray<MissedDeadline> Missed { get; init; } = [];

    /// <summary>The agent who owned the episode when it was closed, until the next hand-over, and when that was.</summary>
    public string? ReturnAgent { get; init; }

    public DateTimeOffset? ReturnClosedAt { get; init; }

    /// <summary>The last agent who owned it and his epoch: who is told again after a crash that it is no longer his.</summary>
    public string? LastAgent { get; init; }

    public long LastAgentEpoch { get; init; }

    /// <summary>The last queue it waited in and the epoch of that wait.</summary>
    public string? LastQueue { get; init; }

    public long LastQueueEpoch { get; init; }
    public VisitContext Context { get; init; } = new();
    public ImmutableArray<SessionEntry> Sessions { get; init; } = [];
    public SeenIds CustomerIds { get; init; } = SeenIds.Empty;
    public SeenIds AgentIds { get; init; } = SeenIds.Empty;
    public ImmutableArray<ThreadMark> Marks { get; init; } = [];

    /// <summary>Replies that wait for something slower than the journal, in the order asked; those of earlier epochs can only become drafts.</summary>
    public ImmutableArray<AwaitedReply> Awaited { get; init; } = [];

    /// <summary>The order question the bot asked last, until it said something else.</summary>
    public OrderQuestion? Asked { get; init; }

    /// <summary>What only staff know of it.</summary>
    public StaffState Staff { get; init; } = StaffState.Empty;

    /// <summary>Awaited replies that may still be said: of this epoch.</summary>
    public IEnumerable<AwaitedReply> Pending => Awaited.Where(a => a.Epoch == Epoch);

    /// <summary>Who took it from the queue it waited in last; null: nobody, or it has gone on since.</summary>
    public AgentId? Taker => Phase == ConversationPhase.Agent && Epoch == LastQueueEpoch + 1 && AgentId.TryParse(Agent, out var agent) ? agent : null;

    /// <summary>Work orders and call-backs that were promised and do not exist yet.</summary>
    public IEnumerable<Promise> Unmade => Promises.Where(p => !p.Made);

    /// <summary>Something has to happen although nobody waits for a person or is served by one.</summary>
    public bool HasSteps => Pending.Any() || Unmade.Any();

    public SessionEntry? FindSession(string sessionId) => Sessions.FirstOrDefault(s => s.SessionId == sessionId);

    public ConversationView ToView() => new(
        Id, Version, Episode, Phase, Epoch, LastSequence, Wait?.Queue, Agent is null ? null : new AgentId(Agent), AgentName, Topic, Reason,
        OpenedAt, Wait?.Arrival, ClosedAt, Rating, AssistantMuted, Context,
        Wait?.Request, Why, Turn, Missed.IsEmpty ? null : [.. Missed.Select(m => m.Kind)],
        Promises.Any(p => p.Episode == Episode) ? [.. Promises.Where(p => p.Episode == Episode).Select(p => p.ToView(Id))] : null, !Unrated);
}
