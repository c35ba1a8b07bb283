using Reception.Contracts.Agents;

namespace Reception.Domain.Agents;

/// <summary>
/// What is stored of an agent: who he is, what he wants, what he holds, who was connected for him. Offers and reservations are memory
/// only: after a crash the queue offers again. Fields are added, never changed (golden file).
/// </summary>
public sealed class AgentLedgerState
{
    /// <summary>Null until a profile is put.</summary>
    public StoredProfile? Profile { get; set; }

    public PresenceIntent Intent { get; set; }

    public List<StoredHold> Holds { get; set; } = [];

    /// <summary>The last version that was stored; an activation starts above it.</summary>
    public long Version { get; set; }

    /// <summary>Connections; written when one comes or ends, not when it is renewed.</summary>
    public List<StoredSession>? Sessions { get; set; }

    /// <summary>Why he is away, and since when the intent is what it is.</summary>
    public string? IntentReason { get; set; }

    public DateTimeOffset? IntentSince { get; set; }

    /// <summary>Somebody else's word, which counts instead of the intent.</summary>
    public StoredForce? Force { get; set; }

    public StoredDrain? Drain { get; set; }

    /// <summary>Offers missed in a row; null: none.</summary>
    public int? Misses { get; set; }

    /// <summary>He missed too many; until he acts.</summary>
    public DateTimeOffset? NotRespondingSince { get; set; }

    /// <summary>Ended work that goes on taking its weight; null: none.</summary>
    public List<StoredWrapUp>? WrapUps { get; set; }
}

/// <summary>A presence set by somebody else.</summary>
public sealed class StoredForce
{
    public PresenceIntent Intent { get; set; }

    public string? Reason { get; set; }

    public string By { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public DateTimeOffset? Until { get; set; }
}

/// <summary>No new work until he is empty.</summary>
public sealed class StoredDrain
{
    public PresenceIntent Then { get; set; }

    public string? Reason { get; set; }

    public string By { get; set; } = "";

    public DateTimeOffset At { get; set; }
}

public sealed class StoredWrapUp
{
    public string Work { get; set; } = "";

    public string Queue { get; set; } = "";

    public int Weight { get; set; }

    public DateTimeOffset Until { get; set; }
}

/// <summary>A connection: whom to push to, and the lease that its gateway asks for, in seconds.</summary>
public sealed class StoredSession
{
    public string Id { get; set; } = "";

    public string Gateway { get; set; } = "";

    public double Lease { get; set; }
}

/// <summary>Work that counts against the capacity until it is released. Unsettled: the conversation has not said that it is really his.</summary>
public sealed class StoredHold
{
    public string Work { get; set; } = "";

    public string Queue { get; set; } = "";

    public int Weight { get; set; }

    public long Epoch { get; set; }

    public DateTimeOffset Since { get; set; }

    public Guid Offer { get; set; }

    public bool Settled { get; set; }

    /// <summary>Silent since then and counted less; null: it counts.</summary>
    public DateTimeOffset? IdleSince { get; set; }
}
