using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;

namespace Reception.Domain.Conversations;

/// <summary>A promise as the command that makes its work order.</summary>
public static class PromiseCommands
{
    private const int TitleLength = 100;

    public static CreateWorkOrder ToCommand(this Promise promise, ConversationState state) => new(
        promise.CreatorId(state.Id),
        new WorkOrderFields(
            Title(promise), promise.Text.Length == 0 ? null : promise.Text, Shorten(state.Context.Order, WorkOrderBounds.OrderNumber),
            CustomerName: Shorten(state.Context.Name, WorkOrderBounds.Name), Customer: state.Id.Customer, Conversation: state.Id),
        promise.Request ?? new(promise.Kind),
        promise.Queue,
        promise.Topic,
        promise.Arrival,
        promise.NotBefore,
        AgentId.TryParse(promise.Preferred, out var agent) ? agent : null,
        "bot",
        promise.Due);

    private static string Title(Promise promise)
    {
        var line = promise.Text.Split('\n')[0].Trim();
        return line.Length > 0 ? Shorten(line, TitleLength)! : promise.Kind == WorkKind.CallBack ? "Call-back" : "Message";
    }

    private static string? Shorten(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
