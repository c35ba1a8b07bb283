namespace Reception.LoadTest.Measures;

/// <summary>
/// What is timed, always from the time at which it was meant to begin: a customer who came late because the load process was busy has
/// waited all the same. Names are part of the run's file: they are added, never changed.
/// </summary>
internal enum Operation
{
    /// <summary>Intended start → the socket is open.</summary>
    Connect,

    /// <summary>Hello sent → welcome received.</summary>
    Open,

    /// <summary>A customer's message was due → its durable acknowledgement.</summary>
    Acknowledge,

    /// <summary>A customer's message was due → the bot's reply to it.</summary>
    BotReply,

    /// <summary>A person was asked for → the first word of a place or an agent.</summary>
    PlaceTold,

    /// <summary>An agent's slot fell free while work waited → the next offer on his connection.</summary>
    SlotToOffer,

    /// <summary>The agent sent accept → the server's answer.</summary>
    OfferToAccepted,

    /// <summary>A person was asked for → an agent had accepted. Those who gave up are not in it.</summary>
    Wait,

    /// <summary>A person was asked for → the customer gave up.</summary>
    GivenUp,

    /// <summary>An agent's message was due → its acknowledgement.</summary>
    AgentReply,

    /// <summary>An agent accepted → he had closed or given the work away.</summary>
    Handling,

    /// <summary>Close was due → closed.</summary>
    Close,

    /// <summary>The rating was due → taken.</summary>
    Rate,

    /// <summary>A conversation's intended start → its end, think times and waits within.</summary>
    Conversation,
}
