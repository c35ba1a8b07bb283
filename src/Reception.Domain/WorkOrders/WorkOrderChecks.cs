using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations;

namespace Reception.Domain.WorkOrders;

/// <summary>Bounds of what comes in; each answer names what is wrong and the bound, or is null.</summary>
public static class WorkOrderChecks
{
    private const int MostLabels = 16;
    private const int MostSkills = 8;
    private const int MostPriority = 9;

    public static string? Check(CreateWorkOrder command)
    {
        if (command is not { Fields: { } fields, Request: { } request }) return "Fields and request are missing.";
        if (command.CreatorId is not { Length: > 0 and <= WorkOrderBounds.CreatorId }) return $"The creator's id must have 1 to {WorkOrderBounds.CreatorId} characters.";
        if (command.Queue is { } queue && !KeyPart.IsValid(queue)) return "The queue is no valid name.";
        return Check(fields) ?? Check(request) ?? Stars(fields, request)
            ?? Long(command.Topic, KeyPart.MaxLength, "topic") ?? Long(command.CreatedBy, KeyPart.MaxLength, "creator's name");
    }

    public static string? Check(WorkOrderFields fields)
    {
        if (string.IsNullOrWhiteSpace(fields.Title)) return "A work order needs a title.";
        if (fields.Customer is { } customer && !KeyPart.IsValid(customer)) return "The customer is no customer key.";
        return Long(fields.Title, WorkOrderBounds.Title, "title") ?? Long(fields.Details, WorkOrderBounds.Details, "details")
            ?? Long(fields.OrderNumber, WorkOrderBounds.OrderNumber, "order number") ?? Long(fields.CustomerName, VisitContext.MaxLength, "customer's name");
    }

    public static string? Check(WorkRequest request)
    {
        if (request.Kind is not (WorkKind.WorkOrder or WorkKind.Review or WorkKind.CallBack)) return "The kind must be a work order, a review or a call-back.";
        if (request.Priority is < 0 or > MostPriority) return $"The priority is 0 to {MostPriority}.";
        if (request.Labels?.Length > MostLabels) return $"At most {MostLabels} labels.";
        if (request.Skills?.Length > MostSkills || request.Selectors?.Length > MostSkills) return $"At most {MostSkills} skills and {MostSkills} selectors.";
        return Long(request.Channel, KeyPart.MaxLength, "channel") ?? Long(request.Language, KeyPart.MaxLength, "language");
    }

    public static string? Check(WorkOrderCommand command) => By(command.By) ?? IncomingBounds.CheckId(command.CommandId, "command id");

    public static string? Check(NoteWorkOrder command) => By(command.By) ?? IncomingBounds.CheckId(command.CommandId, "command id")
        ?? (string.IsNullOrWhiteSpace(command.Text) ? "A note has no text." : Text(command.Text));

    /// <summary>A note, a result or a reason.</summary>
    public static string? Text(string? text) => Long(text, WorkOrderBounds.Note, "text");

    private static string? Stars(WorkOrderFields fields, WorkRequest request) => fields.Stars switch
    {
        null => request.Kind == WorkKind.Review ? "A review has stars." : null,
        _ when request.Kind != WorkKind.Review => "Only a review has stars.",
        < 1 or > 5 => "A review has 1 to 5 stars.",
        _ => null,
    };

    private static string? By(string? by) => KeyPart.IsValid(by) ? null : "Who commands is no valid name.";

    private static string? Long(string? text, int max, string what) => text?.Length > max ? $"The {what} has {text.Length} characters; at most {max} are allowed." : null;
}
