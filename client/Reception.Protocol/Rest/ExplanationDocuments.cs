namespace Reception.Protocol.Rest;

/// <summary>
/// Why a work waits. <see cref="Reason"/> is <c>offered</c>, <c>held</c>, <c>nobody-online</c>, <c>nobody-fits</c>, <c>all-busy</c>, <c>all-declined</c>,
/// <c>earmarked</c> or <c>kept-back</c>; <see cref="Fit"/> agents online meet what it asks for now (<see cref="Asked"/>), <see cref="Free"/> of them have
/// room; <see cref="Missing"/> keeps the most agents out. <see cref="Step"/> is the step in force (0: none), at <see cref="WidensAt"/> the next begins.
/// </summary>
public sealed record WaitExplanationDocument(
    string Reason, string Text, int Step, int Fit, int Free, string[] Missing, DateTimeOffset? WidensAt = null, string? NextStep = null, string[]? Asked = null);

/// <summary>Why the agent was asked: <see cref="Others"/> more could have served it then; <see cref="Role"/> is how he belongs to the queue, <see cref="Score"/> only in the mode best score.</summary>
public sealed record AssignmentDocument(string Text, string Mode, int Step, int Others, double WaitedSeconds, string[] Asked, double? Score, string Role);

/// <summary>
/// Why a work (a conversation, or a work order under its own id) is where it is: <see cref="Waiting"/> while it waits, <see cref="Assigned"/> once
/// somebody has it, <see cref="Turn"/> the last decision about the wait.
/// </summary>
public sealed record ExplanationDocument(
    string Conversation, string Phase, string? Queue, string? Agent, string? AgentName, WaitingDocument? Waiting = null, AssignmentDocument? Assigned = null, string? Turn = null);
