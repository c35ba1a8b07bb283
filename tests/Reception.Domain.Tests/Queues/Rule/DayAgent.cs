using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>What is true of an agent, whatever the queue believes.</summary>
internal sealed class DayAgent(AgentId id, int capacity, AgentTraits traits)
{
    private long _version;

    public AgentId Id { get; } = id;

    public int Capacity { get; } = capacity;

    public AgentTraits Traits { get; set; } = traits;

    public bool Online { get; set; }

    public long Life { get; set; } = 1;

    public DateTimeOffset IdleSince { get; set; }

    /// <summary>Taken by work of other queues.</summary>
    public int Elsewhere { get; set; }

    public Dictionary<Guid, OfferView> Reserved { get; } = [];

    public Dictionary<ConversationId, int> Holds { get; } = [];

    /// <summary>Offers that were withdrawn before they came.</summary>
    public HashSet<Guid> Refused { get; } = [];

    public int Load => Elsewhere + Holds.Values.Sum() + Reserved.Values.Sum(o => o.Weight);

    public AgentAvailability Say() => new(Id, ++_version, Online, Math.Max(0, Capacity - Load), IdleSince, Capacity, Life, Traits);

    public ReserveOutcome Reserve(OfferView offer, DateTimeOffset now)
    {
        if (!Online) return ReserveOutcome.NotRoutable;
        if (Reserved.ContainsKey(offer.Offer)) return ReserveOutcome.Reserved;
        if (offer.Until <= now || Refused.Contains(offer.Offer) || Load + offer.Weight > Capacity) return ReserveOutcome.NoCapacity;
        Reserved.Add(offer.Offer, offer);
        IdleSince = now;
        return ReserveOutcome.Reserved;
    }
}

/// <summary>What is true of a work: where it is, and its epoch.</summary>
internal sealed class DayWork(ConversationId id, DateTimeOffset arrival)
{
    public ConversationId Id { get; } = id;

    public DateTimeOffset Arrival { get; } = arrival;

    public DateTimeOffset Due { get; set; }

    public WorkRequest? Request { get; init; }

    public int Weight { get; init; } = 1;

    public string? Topic { get; init; }

    public AgentId? Preferred { get; init; }

    public DateTimeOffset? PreferredUntil { get; init; }

    public long Epoch { get; set; } = 1;

    public bool Waits { get; set; }

    /// <summary>When its last wait ended.</summary>
    public DateTimeOffset EndedAt { get; set; }

    public AgentId? Owner { get; set; }
}
