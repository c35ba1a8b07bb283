using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;
using Reception.Domain.WorkOrders;

namespace Reception.Domain.Tests.WorkOrders;

/// <summary>One work order under a clock that the test turns, and short words for what people do to it.</summary>
internal sealed class Slip
{
    public static readonly ShopId Shop = new("shop");
    public static readonly DateTimeOffset Start = new(2026, 11, 11, 9, 0, 0, TimeSpan.Zero);
    public static readonly ConversationId Id = WorkIds.Order(Shop, WorkIds.NumberOf(Shop, "crm-1"));
    private int _commands;

    public WorkOrderState State { get; private set; } = new() { Id = Id };

    public DateTimeOffset Now { get; set; } = Start;

    public ShopPolicy Policy { get; set; } = new(
        "Shop", "en", "UTC",
        [
            new QueuePolicy("orders", TargetSeconds: 600, Topics: ["refund"], Rules: new(Targets: new(FirstReplySeconds: 300, ResolutionSeconds: 3_600), Costs: [new(WorkKind.Review, 2)])),
            new QueuePolicy("late", TargetSeconds: 60),
        ],
        [new ChannelPolicy("web")], new BotPolicy());

    public static Slip Waiting(WorkKind kind = WorkKind.WorkOrder)
    {
        var slip = new Slip();
        Assert.Equal(CommandOutcome.Done, slip.Create(Order(kind)).Outcome);
        return slip;
    }

    public static Slip OwnedBy(string agent, WorkKind kind = WorkKind.WorkOrder)
    {
        var slip = Waiting(kind);
        Assert.Equal(CommandOutcome.Done, slip.Accept(agent).Outcome);
        return slip;
    }

    public static CreateWorkOrder Order(WorkKind kind = WorkKind.WorkOrder) =>
        new("crm-1", new WorkOrderFields("Refund", Stars: kind == WorkKind.Review ? 2 : null), new WorkRequest(kind), "orders");

    public WorkOrderDecision Create(CreateWorkOrder command) => Do(s => WorkOrder.Create(s, command, Setting));

    public WorkOrderDecision Accept(string agent, Guid? offer = null, long? epoch = null) => Do(s => WorkOrder.Accept(
        s, new AcceptOffer(new AgentId(agent), agent, offer ?? new Guid(1, 0, 0, new byte[8]), epoch ?? s.Epoch, new SessionAddress("s", "gw")), Setting));

    public WorkOrderDecision Close(string by, bool isOperator = false, long? epoch = null, string? id = null) => Do(s => WorkOrder.Close(s, Command(by, isOperator, epoch, id), "paid back", Setting));

    public WorkOrderDecision Cancel(string by, bool isOperator = true) => Do(s => WorkOrder.Cancel(s, Command(by, isOperator, null, null), "twice", Setting));

    public WorkOrderDecision Transfer(string by, string queue, bool isOperator = false) => Do(s => WorkOrder.Transfer(s, Command(by, isOperator, null, null), queue, Setting));

    public WorkOrderDecision Reopen(string by, bool isOperator = true) => Do(s => WorkOrder.Reopen(s, Command(by, isOperator, null, null), "again", Setting));

    public WorkOrderDecision Note(string by, bool isOperator = false, string? id = null, string text = "looked at it") =>
        Do(s => WorkOrder.Note(s, new NoteWorkOrder(by, isOperator, id ?? NextId(), text), Setting));

    public WorkOrderDecision Lose(string agent, long? epoch = null) => Do(s => WorkOrder.LoseAgent(s, new AgentId(agent), epoch ?? s.Epoch, Setting));

    public WorkOrderDecision Due(Contracts.Agents.ServingState? serving = null) => Do(s => WorkOrder.Due(s, serving, Setting));

    public WorkOrderDecision Step(string to) => Do(s => WorkOrder.Step(s, s.Epoch, new QueueStep(0, OverflowTo: to), Setting));

    public WorkOrderDecision CallBack(CallBackOutcome outcome, long? epoch = null) => Do(s => WorkOrder.CallBack(s, epoch ?? s.Epoch, outcome, Setting));

    private WorkOrderSetting Setting => new(Policy, Now);

    private WorkOrderCommand Command(string by, bool isOperator, long? epoch, string? id) => new(by, isOperator, epoch ?? State.Epoch, id ?? NextId());

    private string NextId() => $"c{++_commands}";

    private WorkOrderDecision Do(Func<WorkOrderState, WorkOrderDecision> decide)
    {
        var decision = decide(State);
        Assert.Equal(decision.State.Version, State.Version + decision.Events.Length);
        State = decision.State;
        return decision;
    }
}
