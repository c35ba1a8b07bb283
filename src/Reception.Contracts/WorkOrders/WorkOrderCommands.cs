using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.WorkOrders;

/// <summary>The longest texts, in characters.</summary>
public static class WorkOrderBounds
{
    public const int CreatorId = 128;
    public const int Title = 200;
    public const int Details = 4_000;
    public const int OrderNumber = 64;
    public const int Name = 64;

    /// <summary>A note, a result or a reason.</summary>
    public const int Note = 2_000;

    /// <summary>Notes of one work order; one more is refused.</summary>
    public const int Notes = 200;
}

/// <summary>
/// What the work is about. <see cref="Stars"/> (1 to 5) belongs to reviews; <see cref="Conversation"/> is the chat it came from, in which
/// the customer of a call-back is written to. <see cref="Customer"/> is a customer key, never a personal id.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record WorkOrderFields(
    string Title,
    string? Details = null,
    string? OrderNumber = null,
    int? Stars = null,
    string? CustomerName = null,
    string? Customer = null,
    ConversationId? Conversation = null);

/// <summary>
/// Creates a work order. <see cref="CreatorId"/> is the creator's own id of it (see <see cref="WorkIds.NumberOf"/>). Queue null: by topic. <see cref="Request"/>
/// says kind (never a chat), priority, skills; <see cref="Arrival"/> and <see cref="Due"/> keep an earlier place (null: now, and by the queue's target);
/// <see cref="NotBefore"/> lets it enter the queue at that time, with its arrival kept.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record CreateWorkOrder(
    string CreatorId,
    WorkOrderFields Fields,
    WorkRequest Request,
    string? Queue = null,
    string? Topic = null,
    DateTimeOffset? Arrival = null,
    DateTimeOffset? NotBefore = null,
    AgentId? Preferred = null,
    string? CreatedBy = null,
    DateTimeOffset? Due = null);

/// <summary>
/// A command with the epoch that was read. By an agent: only the owner's counts. By an operator (integration, supervisor, admin), whose
/// name <see cref="By"/> is: whoever owns it.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record WorkOrderCommand(string By, bool IsOperator, long Epoch, string CommandId);

/// <summary>A note by an agent or an operator; the same command id again adds nothing.</summary>
[GenerateSerializer, Immutable]
public sealed record NoteWorkOrder(string By, bool IsOperator, string CommandId, string Text);

/// <summary>What became of a command, and how the work order stands after it (null: it does not exist).</summary>
[GenerateSerializer, Immutable]
public sealed record WorkOrderResult(CommandOutcome Outcome, WorkOrderView? View, string? Error = null);
