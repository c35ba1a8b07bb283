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
}

/// <summary>A connection: whom to push to, and the lease that its gateway asks for, in seconds.</summary>
public sealed class StoredSession
{
    public string Id { get; set; } = "";

    public string Gateway { get; set; } = "";

    public double Lease { get; set; }
}

/// <summary>Ids as text: stored bytes do not depend on how ids are serialized on the wire.</summary>
public sealed class StoredProfile
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string[] Queues { get; set; } = [];

    public int Capacity { get; set; }
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
}
