using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Contracts.Conversations;

/// <summary>
/// To an agent, preferred for <see cref="Seconds"/> (5 to 600; null: the shop's time); then, or when he cannot serve it, to anybody of
/// <see cref="Queue"/> (null: the queue it came from, or one of his if he does not serve that). The arrival time is kept.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record TransferTarget(AgentId? Agent = null, string? Queue = null, int? Seconds = null, string? Why = null)
{
    /// <summary>The longest reason or note with a command, in UTF-16 characters.</summary>
    public const int MaxWhyLength = 500;
}

/// <summary>Whom the owner asks: a colleague, or by name an outside party of the channel's rules; exactly one of them.</summary>
[GenerateSerializer, Immutable]
public sealed record ConsultTarget(AgentId? Colleague = null, string? Party = null, string? Question = null);

/// <summary>The customer goes to an outside party of the channel's rules and is told so; the owner keeps the conversation or closes it.</summary>
[GenerateSerializer, Immutable]
public sealed record OutsideTarget(string Party, bool Close, string? Note = null);

/// <summary>
/// An internal line: of the owner or the colleague he consults, or (a whisper) of a supervisor to the owner. <see cref="OfParty"/>: it notes
/// what the outside party said. The id makes a repeat harmless.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record InternalMessage(StaffMember Who, long Epoch, string ClientId, string Text, bool OfParty = false);

/// <summary>A colleague follows an invitation; what he is shown are the thread and the internal lines, and he writes to the owner alone.</summary>
[GenerateSerializer, Immutable]
public sealed record JoinConsult(AgentId Colleague, string? Name, OpenSession Session);

/// <summary>A command of a supervisor, with the epoch read and the reason; both stand in the journal.</summary>
[GenerateSerializer, Immutable]
public sealed record SupervisorCommand(string Supervisor, string? Name, long Epoch, string CommandId, string? Why = null);

/// <summary>A supervisor reads along; neither the customer nor the owner sees it.</summary>
[GenerateSerializer, Immutable]
public sealed record MonitorCommand(string Supervisor, string? Name, OpenSession Session, string? Why = null);
