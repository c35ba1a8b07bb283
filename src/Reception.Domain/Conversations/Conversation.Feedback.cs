using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>The customer's word on answers, and what he bought.</summary>
public static partial class Conversation
{
    /// <summary>Whether an answer of the bot helped. The last word counts; the same word again changes nothing.</summary>
    public static Decision RateAnswer(ConversationState state, RateAnswer command, Setting setting)
    {
        var answer = state.Touches.LastOrDefault(t => t.EntryId is not null && t.Sequence == command.Sequence);
        if (answer is null)
            return Decision.Refuse(CommandOutcome.Invalid, state, $"Line {command.Sequence} is none of the newest answers of the bot.");
        if (answer.Helpful == command.Helpful) return Decision.Repeat(state);
        var draft = new Draft(state, setting);
        draft.Add(new AnswerRated(draft.Now, answer.Episode, answer.Sequence, command.Helpful, answer.EntryId!, answer.ForSequence, answer.Knowledge, answer.Helpful));
        return draft.Done();
    }

    /// <summary>
    /// Attributes an order to who served the customer in the shop's window before it (last touch: the entry the bot answered with last;
    /// the others assisted). What goes back is taken from where the order was counted. An order nobody had to do with is not stored.
    /// </summary>
    public static Decision ReportOrder(ConversationState state, OrderEvent order, Setting setting)
    {
        if (OrderBounds.Check(order, setting.Now) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        var known = state.Orders.LastOrDefault(o => o.OrderId == order.OrderId);
        if (known is not null && TooMuch(order, known) is { } tooMuch) return Decision.Refuse(CommandOutcome.Invalid, state, tooMuch);
        if ((order.Kind == OrderEventKind.Placed ? Place(state, order, known, setting) : TakeBack(state, order, known, setting)) is not { } reported) return Decision.Repeat(state);
        var draft = new Draft(state, setting);
        draft.Add(reported);
        return draft.Done();
    }

    /// <summary>What the order stands for after a decision; nobody's when it is not known.</summary>
    public static OrderCredit CreditOf(ConversationState state, string orderId) =>
        state.Orders.LastOrDefault(o => o.OrderId == orderId) is { } order ? new(order.By, order.EntryId, order.Assisted ?? []) : new(SaleBy.Nobody, null, []);

    private static OrderReported? Place(ConversationState state, OrderEvent order, KnownOrder? known, Setting setting)
    {
        if (known is not null) return null;
        var from = order.At - TimeSpan.FromHours(setting.Policy.Bot.SalesWindowHours);
        var answers = state.Touches.Where(t => t.EntryId is not null && t.At >= from && t.At <= order.At).ToList();
        var human = state.Touches.LastOrDefault(t => t.Agent is not null && t.At <= order.At && t.Until >= from);
        if (answers.Count == 0 && human is null) return null;
        var by = answers.Count == 0 ? SaleBy.Human : human is null ? SaleBy.Bot : SaleBy.Both;
        var last = answers.LastOrDefault();
        string[] assisted = [.. answers.Select(a => a.EntryId!).Where(e => e != last!.EntryId).Distinct(StringComparer.Ordinal)];
        return new(
            setting.Now, state.Episode, order.OrderId, order.Kind, order.AmountMinor, order.Currency, order.At, by, last?.EntryId, last?.Knowledge ?? 0,
            assisted.Length == 0 ? null : assisted, human?.Agent);
    }

    private static OrderReported? TakeBack(ConversationState state, OrderEvent order, KnownOrder? known, Setting setting)
    {
        if (known is null || IsTakenBack(order, known)) return null;
        var amount = order.Kind == OrderEventKind.Cancelled ? known.AmountMinor - known.ReturnedMinor : order.AmountMinor;
        return new(
            setting.Now, state.Episode, order.OrderId, order.Kind, -amount, order.Currency, order.At, known.By, known.EntryId, known.Knowledge, known.Assisted, known.Agent, order.RefundId);
    }

    private static bool IsTakenBack(OrderEvent order, KnownOrder known) => known.Cancelled || (order.RefundId is { } refund && known.Refunds?.Contains(refund) == true);

    private static string? TooMuch(OrderEvent order, KnownOrder known) => order switch
    {
        { Kind: OrderEventKind.Placed } => null,
        _ when IsTakenBack(order, known) => null,
        _ when order.Currency != known.Currency => $"The order is in {known.Currency}.",
        { Kind: OrderEventKind.Refunded } when order.AmountMinor > known.AmountMinor - known.ReturnedMinor => $"Only {known.AmountMinor - known.ReturnedMinor} of the order are left to go back.",
        { Kind: OrderEventKind.Refunded } when known.Refunds?.Length >= KnownOrders.MaxRefunds => $"An order has at most {KnownOrders.MaxRefunds} refunds; cancel it.",
        _ => null,
    };
}
