using Reception.Contracts.Ids;

namespace Reception.Contracts.Agents;

/// <summary>What the agent wants. The system never changes it; whether he can be routed to is computed from it and his live connections.</summary>
public enum PresenceIntent { Offline = 0, Away = 1, Online = 2 }

/// <summary>What the agent effectively is.</summary>
public enum PresenceState
{
    Offline = 0,
    Away = 1,
    Online = 2,
    /// <summary>Wants to work, but has no live connection; his conversations wait for the grace time.</summary>
    Disconnected = 3,
    /// <summary>Let several offers in a row pass; he gets none until he does something.</summary>
    NotResponding = 4,
    /// <summary>Holds nothing and finishes the notes of what he held.</summary>
    WrapUp = 5,
    /// <summary>Keeps what he holds and gets nothing new.</summary>
    Draining = 6,
}

/// <summary>A presence that somebody else set: it counts instead of the agent's intent until he sets one himself, or until <see cref="Until"/>.</summary>
[GenerateSerializer, Immutable]
public sealed record ForcedPresence(PresenceIntent Intent, string? Reason, string By, DateTimeOffset At, DateTimeOffset? Until);

/// <summary>No new work; when he holds nothing any more he becomes <see cref="Then"/> and the drain is over.</summary>
[GenerateSerializer, Immutable]
public sealed record AgentDrain(PresenceIntent Then, string? Reason, string By, DateTimeOffset At);

/// <summary>Work that ended and goes on taking its weight until <see cref="Until"/>, or until the agent says that he is ready.</summary>
[GenerateSerializer, Immutable]
public sealed record WrapUp(ConversationId Work, QueueId Queue, int Weight, DateTimeOffset Until);

/// <summary>Sets the presence of somebody else. <see cref="By"/> and <see cref="Reason"/> are shown to him (1 to 96, up to 200 characters); <see cref="Until"/> null: until he sets it himself.</summary>
[GenerateSerializer, Immutable]
public sealed record ForcePresence(PresenceIntent Intent, string By, string? Reason = null, DateTimeOffset? Until = null);

/// <summary>Lets an agent run dry. <see cref="Then"/> is what he becomes when he is empty: away or offline.</summary>
[GenerateSerializer, Immutable]
public sealed record DrainAgent(string By, string? Reason = null, PresenceIntent Then = PresenceIntent.Away);

public enum PresenceOutcome
{
    Done = 0,
    UnknownAgent = 1,
    /// <summary>A value out of bounds, or a reason that none of his shops lists; the error says which.</summary>
    Invalid = 2,
}

/// <summary>The answer to every command about presence, with the picture after it.</summary>
[GenerateSerializer, Immutable]
public sealed record PresenceResult(PresenceOutcome Outcome, AgentView? View, string? Error = null);
