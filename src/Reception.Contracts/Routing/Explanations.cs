using Reception.Contracts.Ids;

namespace Reception.Contracts.Routing;

/// <summary>Why a work waits, for programs; the words for people are in the explanation.</summary>
public enum WaitingReason
{
    Offered = 0,
    /// <summary>Kept for its preferred agent.</summary>
    Held = 1,
    NobodyOnline = 2,
    /// <summary>Agents are online, none of them meets what is asked for now.</summary>
    NobodyFits = 3,
    /// <summary>Those who fit have no capacity left.</summary>
    AllBusy = 4,
    /// <summary>Those who fit and are free declined lately.</summary>
    AllDeclined = 5,
    /// <summary>Somebody is kept for it until he has enough free.</summary>
    Earmarked = 6,
    /// <summary>Those who fit are kept for heavier work, or their own queue lends nobody now.</summary>
    KeptBack = 7,
}

/// <summary>
/// Why a work waits and what would serve it: <see cref="Fit"/> agents online meet what it asks for now, <see cref="Free"/> of them have
/// room. <see cref="Missing"/> names what the nearest agents lack ("skill refund ≥ 3"): each alone where some lack one thing only, else all
/// together; <see cref="Text"/> says how many. At <see cref="WidensAt"/> more may serve: <see cref="NextStep"/> takes force or says what ends.
/// <see cref="Asked"/>: all that it asks for at the moment, in words.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record WaitExplanation(
    WaitingReason Reason, string Text, int Step, int Fit, int Free, string[] Missing, DateTimeOffset? WidensAt = null, string? NextStep = null, string[]? Asked = null);

/// <summary>
/// Why this agent was offered the work: the mode of the queue, what was asked for, how many others could have served it, and the figures
/// the mode compared. Kept with the conversation.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record AssignmentExplanation(string Text, string Mode, int Step, int Candidates, TimeSpan Waited, string[] Asked, double? Score = null, QueueRole Role = QueueRole.Member);
