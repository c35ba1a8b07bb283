using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>The customer's word on answers, and his orders.</summary>
internal sealed partial class ConversationGrain
{
    public async Task<CommandResult> RateAnswerAsync(RateAnswer command) =>
        Result(await DecideAsync((state, setting) => Conversation.RateAnswer(state, command, setting), command.SessionId));

    public async Task<OrderResult> ReportOrderAsync(OrderEvent order)
    {
        var turn = await DecideAsync((state, setting) => Conversation.ReportOrder(state, order, setting));
        var taken = turn.Outcome is CommandOutcome.Done or CommandOutcome.Repeated;
        return new(turn.Outcome, taken ? Conversation.CreditOf(State, order.OrderId) : null, turn.Error);
    }
}
