using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>A work that waits, and what was tried with it.</summary>
internal sealed class RuleWork(WaitingWork work, int entry)
{
    public WaitingWork Work { get; set; } = work;

    public int Entry { get; } = entry;

    /// <summary>Never moves later.</summary>
    public DateTimeOffset Due { get; set; } = work.DueTime;

    /// <summary>What it was told: names of steps, and the longest wait.</summary>
    public HashSet<string> Told { get; } = [];

    public List<RuleOffer> Offers { get; } = [];

    public Dictionary<AgentId, DateTimeOffset> Refused { get; } = [];

    public bool PreferredRefused { get; set; }

    public WorkRequest Request => Work.Request ?? WorkRequest.Chat;

    public int Weight => Math.Max(1, Work.Weight);

    public override string ToString() => Work.Work.Customer;
}

/// <summary>An agent as the queue knows him by his own words.</summary>
internal sealed class RuleAgent(AgentAvailability word)
{
    public AgentAvailability Word { get; set; } = word;

    public AgentId Id => Word.Agent;

    public AgentTraits Traits => Word.Traits ?? AgentTraits.None;

    /// <summary>Weight asked for that he has not answered to.</summary>
    public int InFlight { get; set; }

    public DateTimeOffset SilentUntil { get; set; }

    /// <summary>Idle since; askings at one instant keep their order.</summary>
    public (DateTimeOffset Since, int Asking) Idle { get; set; }

    /// <summary>Round robin: the number of his last turn.</summary>
    public int Turn { get; set; }

    /// <summary>Weighted share: the weight he was given, in relation to his share; who comes, or comes back, is at least level with the furthest behind.</summary>
    public double Given { get; set; }

    public int Free => Math.Max(0, Word.FreeWeight - InFlight);

    public override string ToString() => Id.Value;
}

/// <summary>One asking of one agent for one work; live until it is over.</summary>
internal sealed class RuleOffer(Guid id, RuleWork work, RuleAgent agent, DateTimeOffset until)
{
    public Guid Id { get; } = id;

    public RuleWork Work { get; } = work;

    public RuleAgent Agent { get; } = agent;

    public DateTimeOffset Until { get; } = until;

    public bool Reserved { get; set; }

    /// <summary>It counts against what the agent's own queue lends.</summary>
    public bool UsesGrant { get; set; }
}
