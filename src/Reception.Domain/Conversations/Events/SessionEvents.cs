using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations.Events;

/// <summary>Which side of the thread a session shows.</summary>
public enum Side
{
    Customer = 0,
    Agent = 1,
    /// <summary>Consulted by the owner: sees the thread and internal lines.</summary>
    Colleague = 2,
    /// <summary>Reads along; nobody but supervisors knows.</summary>
    Supervisor = 3,
}

/// <summary>Why a session ended.</summary>
public enum SessionEnd { Left = 0, Evicted = 1, Unreachable = 2 }

/// <summary><see cref="Agent"/> is who of the staff listens (a supervisor with <see cref="Why"/>). A client listens from <see cref="AfterSequence"/> on; the gateway's address is kept to call it after an activation moved.</summary>
public sealed record SessionOpened(DateTimeOffset At, int Episode, Side Side, string SessionId, string Gateway, long AfterSequence, VisitContext? Context = null, string? Agent = null, string? Why = null)
    : ConversationEvent(At, Episode);

public sealed record SessionClosed(DateTimeOffset At, int Episode, string SessionId, SessionEnd End) : ConversationEvent(At, Episode);
