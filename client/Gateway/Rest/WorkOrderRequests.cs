using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>A request as the command that creates a work order; what is wrong is added to the errors. Texts are bounded by the work order itself.</summary>
internal static class WorkOrderRequests
{
    private const int MaxCustomer = 256;

    /// <summary>Null with an error.</summary>
    public static CreateWorkOrder? Create(WorkOrderRequest request, ShopId shop, string by, List<string> errors)
    {
        var kind = WorkKind.WorkOrder;
        if (request.Id is not { Length: > 0 and <= WorkOrderBounds.CreatorId } id || string.IsNullOrWhiteSpace(id)) errors.Add($"id: your own id of it, 1 to {WorkOrderBounds.CreatorId} characters.");
        if (request.Kind is { } word && (!Words.TryParse(word, out kind) || kind == WorkKind.Chat)) errors.Add("kind: work-order, review or call-back.");
        if (string.IsNullOrWhiteSpace(request.Title)) errors.Add($"title: 1 to {WorkOrderBounds.Title} characters.");
        var conversation = Conversation(request, shop, errors);
        if (request.Customer is not null && (string.IsNullOrWhiteSpace(request.Customer) || request.Customer.Length > MaxCustomer)) errors.Add($"customer: the shop's id of the customer, 1 to {MaxCustomer} characters.");
        if (request.PreferredAgent is { } wanted && !AgentId.TryParse(wanted, out _)) errors.Add("preferredAgent: an agent id.");
        if (request.Queue is { } queue && !KeyPart.IsValid(queue)) errors.Add("queue: a queue of the shop.");
        var skills = Skills(request.Skills, errors);
        if (errors.Count > 0) return null;
        var customer = request.Customer is { } known ? CustomerKey.Identified(shop, known) : conversation?.Customer;
        return new CreateWorkOrder(
            request.Id!,
            new WorkOrderFields(request.Title!, request.Details, request.OrderNumber, request.Stars, request.CustomerName, customer, conversation),
            new WorkRequest(kind, request.Channel ?? conversation?.Channel, request.Language, request.Priority ?? 0, Skills: skills, Deadline: request.Deadline),
            request.Queue,
            request.Topic,
            NotBefore: request.NotBefore,
            Preferred: request.PreferredAgent is { } agent ? new AgentId(agent) : null,
            CreatedBy: by);
    }

    private static ConversationId? Conversation(WorkOrderRequest request, ShopId shop, List<string> errors)
    {
        if (request.Conversation is not { } key) return null;
        if (ConversationId.TryParse(key, out var id) && id.Shop == shop && !id.IsOrder()) return id;
        errors.Add("conversation: shop/channel/customer of this shop.");
        return null;
    }

    private static SkillRequirement[]? Skills(SkillDocument?[]? skills, List<string> errors)
    {
        if (skills is null) return null;
        var bad = skills.Length > 8 || Array.Exists(skills, skill => skill is not { Skill.Length: > 0 and <= KeyPart.MaxLength } || skill.Level is < 1 or > 10);
        if (!bad) return [.. skills.Select(skill => new SkillRequirement(skill!.Skill!, skill.Level))];
        errors.Add("skills: at most 8, each with skill and level 1 to 10.");
        return null;
    }
}
