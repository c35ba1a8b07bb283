using Reception.Contracts.Shops;
using Reception.Domain.Shops;

namespace Reception.Domain.Tests.Shops.Peak;

/// <summary>Each rule about levers: one error, with the path of its value.</summary>
public sealed class PeakCheckTests
{
    private static readonly ShopPolicy Fine = new("Demo", "zh", "Asia/Shanghai", [new("a"), new("b", Rules: new(Lends: new(["a"])))], [new("web")], new());

    public static TheoryData<string, PeakPolicy> Broken() => new()
    {
        { "pool", new(Pool: new()) },
        { "pool.stepsPercent", new(Pool: new(StepsPercent: 101, Steps: [new(0, Name: "x", AllHands: true)])) },
        { "pool.queues[0]", new(Pool: new(Queues: ["nowhere"], StepsPercent: 50)) },
        { "pool.steps[0]", new(Pool: new(Steps: [new(0, Name: "x")])) },
        { "pool.steps[0]", new(Pool: new(Steps: [new(0, Name: "x", AllHands: true, Offer: WaitOffer.Message)])) },
        { "pool.steps[0].name", new(Pool: new(Steps: [new(0, AllHands: true)])) },
        { "pool.steps[0].lenders", new(Pool: new(Queues: ["b"], Steps: [new(0, Name: "x", Lenders: ["a"])])) },
        { "pool.when.load", new(Pool: new(new(Load: new()), StepsPercent: 50)) },
        { "pool.when.load.leaveWaiting", new(Pool: new(new(Load: new(5, LeaveWaiting: 6)), StepsPercent: 50)) },
        { "pool.when.load.utilisation", new(Pool: new(new(Load: new(Utilisation: 1.1)), StepsPercent: 50)) },
        { "pool.when.load.leaveUtilisation", new(Pool: new(new(Load: new(5, LeaveUtilisation: 0.5)), StepsPercent: 50)) },
        { "pool.when.load.holdSeconds", new(Pool: new(new(Load: new(5, HoldSeconds: -1)), StepsPercent: 50)) },
        { "bot.when.phases[0]", new(Bot: new(new(Phases: ["double 12"]), 0.4)) },
        { "message", new(Message: new()) },
        { "message.maxWaiting", new(Message: new(MaxWaiting: 0)) },
        { "message.action", new(Message: new(MaxWaiting: 5, Action: LimitAction.Overflow)) },
        { "bot", new(Bot: new()) },
        { "bot.answerThreshold", new(Bot: new(AnswerThreshold: 1.5)) },
        { "bot.answerThreshold", new(Bot: new(AnswerThreshold: 0.9, SimpleThreshold: 0.8)) },
        { "bot.clarifyThreshold", new(Bot: new(AnswerThreshold: 0.2, ClarifyThreshold: 0.3)) },
        { "bot.wrongAnswerCost", new(Bot: new(WrongAnswerCost: 5, AnswerThreshold: 0.3)) },
        { "bot.missesBeforeHandOver", new(Bot: new(MissesBeforeHandOver: 0)) },
        { "budget", new(Budget: new()) },
        { "budget.messagesPerSecond", new(Budget: new(MessagesPerSecond: 0)) },
        { "budget.messageBurst", new(Budget: new(MessagesPerSecond: 10, MessageBurst: 99)) },
        { "budget.conversationBurst", new(Budget: new(MessagesPerSecond: 10, ConversationBurst: 5)) },
        { "budget.weight", new(Budget: new(MessagesPerSecond: 10, Weight: 101)) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Validate_ABrokenLever_NamesIt(string path, PeakPolicy peak) => Assert.StartsWith($"peak.{path}: ", Assert.Single(PolicyValidator.Validate(Fine with { Peak = peak })), StringComparison.Ordinal);

    [Fact]
    public void Validate_LeversOfAllKinds_FindsNothing() => Assert.Empty(PolicyValidator.Validate(Fine with
    {
        Peak = new(
            new(new(Load: new(100, 0.9, 50, 0.7, 120)), ["a"], 25, [new(0, Name: "everybody", AllHands: true, Lenders: ["b"])]),
            new(new(Load: new(50)), null, 100, 600, LimitAction.CallBack),
            new(null, 0.4, 0.2, 0.8, MissesBeforeHandOver: 3, WhileHumanServes: AssistMode.AnswerSimple),
            new(new(Always: true), 100, 400, 10, 20, 5)),
    }));
}
