namespace Reception.LoadTest.Measures;

/// <summary>What is counted in every second. Names are part of the run's file: they are added, never changed.</summary>
internal enum Counter
{
    /// <summary>Conversations whose intended start has come, whatever became of them.</summary>
    Started,

    /// <summary>Conversations that came to their end as planned.</summary>
    Completed,

    /// <summary>Customers who gave up waiting for a person.</summary>
    Abandoned,

    /// <summary>Conversations that the server refused at the door.</summary>
    Refused,

    /// <summary>Customers' messages sent.</summary>
    Sent,

    /// <summary>Customers' messages acknowledged as durable.</summary>
    Acknowledged,

    /// <summary>Customers who began to wait for a person.</summary>
    HandedOver,

    /// <summary>Waits that ended with an agent.</summary>
    Answered,

    /// <summary>Of them, those within the target.</summary>
    AnsweredInTime,

    /// <summary>Offers that reached an agent.</summary>
    Offers,

    /// <summary>Offers accepted, and the work was then his.</summary>
    Accepted,

    /// <summary>Offers declined.</summary>
    Declined,

    /// <summary>Messages of agents, acknowledged.</summary>
    AgentReplies,

    /// <summary>Conversations closed on request.</summary>
    Closed,

    /// <summary>Ratings taken.</summary>
    Rated,

    /// <summary>Connections that were lost or cut and made again.</summary>
    Reconnected,
}

/// <summary>What stands at the end of each second. Those of several load processes are added; <see cref="Silos"/> and <see cref="Waiting"/> are one cluster's, so their largest counts.</summary>
internal enum Gauge
{
    /// <summary>Arrivals a second that the profile plans for this second.</summary>
    PlannedRate,

    /// <summary>Conversations under way.</summary>
    Open,

    /// <summary>Sockets that this process holds open.</summary>
    Sockets,

    /// <summary>Work in line, as the server says.</summary>
    Waiting,

    /// <summary>Agents present and asking for work.</summary>
    AgentsOnline,

    /// <summary>Agents with at least one conversation.</summary>
    AgentsBusy,

    /// <summary>Capacity, by weight, of the agents present.</summary>
    AgentSlots,

    /// <summary>Silos that are up.</summary>
    Silos,
}
