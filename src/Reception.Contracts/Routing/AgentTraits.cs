using Reception.Contracts.Ids;

namespace Reception.Contracts.Routing;

/// <summary>How an agent belongs to a queue.</summary>
public enum QueueRole
{
    /// <summary>The queue is his own.</summary>
    Member = 0,
    /// <summary>His own queue lends him while it keeps its level (<see cref="AgentTraits"/> say which).</summary>
    Lent = 1,
    /// <summary>Sale-day staff: asked when a step opens the pool to all hands (H4).</summary>
    AllHands = 2,
}

/// <summary>
/// An agent's belonging to a queue beyond his own ones, with what he has passed for it: only while <see cref="From"/> ≤ now &lt; <see cref="Until"/>
/// (null: unbounded) is he routed to. A trainee's <see cref="Qualification.Topics"/> limits him to work of these topics (null: all).
/// </summary>
[GenerateSerializer, Immutable]
public sealed record Qualification(QueueId Queue, QueueRole Role = QueueRole.Member, DateTimeOffset? From = null, DateTimeOffset? Until = null, string[]? Topics = null);

/// <summary>
/// What selectors are matched against. <see cref="Languages"/> and <see cref="Channels"/>: null serves all. Equal traits may be held as one.
/// <see cref="Home"/> is the queue that lends a <see cref="QueueRole.Lent"/> agent. <see cref="Share"/> (1 to 100) is his weight in the mode
/// weighted share. <see cref="Topics"/>: null serves all (see <see cref="Qualification"/>).
/// </summary>
[GenerateSerializer, Immutable]
public sealed record AgentTraits(
    AgentSkill[]? Skills = null,
    string[]? Languages = null,
    string[]? Channels = null,
    Label[]? Labels = null,
    QueueRole Role = QueueRole.Member,
    QueueId? Home = null,
    int Share = 1,
    string[]? Topics = null)
{
    public static readonly AgentTraits None = new();
}
