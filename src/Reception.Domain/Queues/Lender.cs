using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>What another queue said it lends, in weight, and what of it is used up since.</summary>
internal sealed class Lender(QueueId home)
{
    public QueueId Home { get; } = home;

    public long Version { get; set; }

    public int Grants { get; set; }

    public int Used { get; set; }

    public bool Lends => Grants > Used;

    /// <summary>What its classes were counted as when last looked at.</summary>
    public bool WasOpen { get; set; }

    /// <summary>The classes of its agents here.</summary>
    public List<AgentClass> Classes { get; } = [];
}
