using Reception.Contracts.Routing;

namespace Reception.Domain.Simulation;

/// <summary>How a wait ended.</summary>
public enum WaitEnd
{
    Answered = 0,
    GaveUp = 1,
    /// <summary>A limit or an offered message took him out of the line.</summary>
    SentOn = 2,
    /// <summary>The simulation ended first.</summary>
    Waiting = 3,
}

/// <summary>One customer's wait: his stream, the queues he entered first and was in last (by number in the policy), seconds from the start and in line, the range he was told on entry, and as what his agent belonged to the queue.</summary>
public readonly record struct WaitRecord(int Stream, int First, int Last, double Arrival, double Wait, WaitEnd End, int? From, int? To, QueueRole Role);
