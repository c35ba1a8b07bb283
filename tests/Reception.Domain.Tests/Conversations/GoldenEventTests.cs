using System.Text;
using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Tests;

namespace Reception.Domain.Tests.Conversations;

/// <summary>
/// The journal's bytes are for ever. Each line of <c>Golden/events.jsonl</c> has to be written and read as it stands; a new event or
/// field brings a new line, an old line is never touched. <c>RECEPTION_GOLDEN=1</c> appends the lines that are missing.
/// </summary>
public sealed partial class GoldenEventTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 11, 9, 0, 0, TimeSpan.Zero);
    private static readonly Wait Waiting = new("sales", At, At.AddSeconds(60), 1, "li", At.AddSeconds(30));
    private static readonly WorkRequest Request = new(
        WorkKind.CallBack, "web", "zh", 2, [new("vip", "1")], [new("refund", 3, 60)], [new("level", SelectorOperator.GreaterOrEqual, ["2"], 60)],
        PreferredReason.ContactManager, At.AddSeconds(180), 1);
    private static readonly Wait Requested = Waiting with { Request = Request, Exempt = true, Via = ["sales"], Back = "sales" };
    private static readonly AssignmentExplanation Why = new("The longest idle.", "longest-idle", 1, 3, TimeSpan.FromSeconds(42), ["skill refund ≥ 3"], 0.5, QueueRole.Lent);
    private static readonly Promise Promised = new(
        12, 1, WorkKind.CallBack, "sales", "shipping", "什么时候发货", At, At.AddHours(9), "Queue sales is closed.", WaitCause.Closed, Request, "li", At.AddSeconds(60), At, true);
    private static readonly string File = Path.Combine(TestRun.Root, "tests/Reception.Domain.Tests/Conversations/Golden/events.jsonl");

    private static readonly ConversationEvent[] Events =
    [
        new EpisodeOpened(At, 1, 1),
        new Closed(At, 1, ClosedBy.Agent, 5, true, "li/c1"),
        new Rated(At, 1, 5, "很快"),
        new SessionOpened(At, 1, Side.Agent, "s1", "gw/1", 7, new VisitContext("/p", "sku", "42", "zh", "王"), "li"),
        new SessionClosed(At, 1, "s1", SessionEnd.Unreachable),
        new MessageAccepted(At, 1, 1, "m1", "什么时候发货？"),
        new BotAnswered(At, 1, 2, 1, "ship", "48 小时内", 0.75, "shipping", true),
        new BotClarified(At, 1, 3, 1, "请问您想问的是：", [new("ship", "什么时候发货")]),
        new BotTalked(At, 1, 4, "您好"),
        new AgentMessaged(At, 1, 5, "a1", "li", "小李", "您好", "ship"),
        new NoticePosted(At, 1, 6, NoticeKind.AgentJoined, "客服 小李 为您服务。"),
        new MissCounted(At, 1, 1, 2),
        new ReplyProposed(At, 1, 1, "ship", 0.5, true),
        new BotClarified(At, 1, 3, 1, "请问您问的是哪一笔订单？", Parts: [new(PartKind.Buttons, Buttons: [new("A1000001 · 已发货", "track", Say: "A1000001")])], Asked: new("track", ["A1000001", "A1000002"], 0.75)),
        new ReplyAwaited(At, 1, new(3, 1, AwaitedKind.Choice, At.AddSeconds(8), "track", "A1000001", true, 0.75, [new("ship", "什么时候发货")])),
        new ReplyEnded(At, 1, 1, "track", ReplyEnd.Due),
        new AssistantMuted(At, 1, "li", true, "li/k1"),
        new HandedOver(At, 1, 2, HandOverReason.Asked, "shipping", Waiting, "h1"),
        new OwnerChanged(At, 1, 3, "li", "小李", Guid.Parse("11111111-2222-4333-8444-555555555555"), At),
        new Requeued(At, 1, 4, "li", HandOverReason.AgentLost, Waiting),
        new Transferred(At, 1, 4, "li", Waiting, "li/t1"),
        new HandedBack(At, 1, 4, "li", "li/b1"),
        new CheckpointTaken(At, 1, new ConversationSnapshot
        {
            Episode = 1, Phase = ConversationPhase.Agent, Epoch = 3, LastSequence = 6, OpenedAt = At, ClosedAt = At, ActiveAt = At, Wait = Waiting,
            Agent = "li", AgentName = "小李", Offer = Guid.Parse("11111111-2222-4333-8444-555555555555"), Topic = "shipping", Reason = HandOverReason.Asked,
            Misses = 1, Answered = ["ship"], AssistantMuted = true, Rating = 5, ReturnAgent = "li", ReturnClosedAt = At, LastAgent = "li", LastAgentEpoch = 3,
            LastQueue = "sales", LastQueueEpoch = 2, Context = new VisitContext("/p"), Sessions = [new("s1", "gw/1", Side.Agent, 7, "li")],
            CustomerIds = [new("m1", 1)], AgentIds = [new("li/a1", 5)], Marks = [new(1, 2)],
        }),
        new MissCounted(At, 1, 1, 2, 7),
        new MissCounted(At, 1, 1, 2, 7, "能开发票吗"),
        new HandedOver(At, 1, 2, HandOverReason.Asked, "shipping", Waiting, "h1", 7),
        new ReplyProposed(At, 1, 1, "ship", 0.5, false, "48 小时内", "什么时候发货", "几天发货", [new("pay", "怎么付款", "在订单页付款", 0.2, "哪里付款")]),
        new ReplyProposed(At, 1, 1, "ship", 0.5, false, "48 小时内", Knowledge: 7),
        new AnswerRated(At, 1, 2, true, "ship", 1, 7, false),
        new OrderReported(At, 1, "42", OrderEventKind.Refunded, -1999, "CNY", At, SaleBy.Both, "ship", 7, ["pay"], "li", "r1"),
        new CheckpointTaken(At, 1, new ConversationSnapshot
        {
            Episode = 1, Rejected = ["pay"], Proposals = [new(1, "ship", "什么时候发货", "48 小时内", 0.5, true, "几天发货", 2)],
            Touches = [new(At, 1, 2, "ship", 1, 7, true), new(At, 1, 5, Agent: "li", Until: At)],
            Orders = [new("42", 1999, "CNY", SaleBy.Both, "ship", 7, ["pay"], "li", 500, true, ["r1"])],
        }),
        new BotAnswered(At, 1, 2, 1, "ship", "48 小时内", 0.75, "shipping", false, [new(PartKind.Buttons, Buttons: [new("怎么付款", "pay")])], 7, "follow-up"),
        new BotClarified(At, 1, 3, 1, "请问您想问的是：", [new("ship", "什么时候发货")], 7, "unsure", 0.5),
        new HandedOver(At, 1, 2, HandOverReason.NotUnderstood, "shipping", Waiting, null, 7, "repeated"),
        new CustomerUpset(At, 1, 3),
        new NoticePosted(At, 1, 6, NoticeKind.Waiting, "请稍候。", null, "repeated"),
        new CheckpointTaken(At, 1, new ConversationSnapshot
        {
            Episode = 1, Memory = new() { Text = "什么时候发货", EntryId = "ship", Offered = ["pay"], Heard = [new(3, "那红色的呢")] },
        }),
        new CheckpointTaken(At, 1, new ConversationSnapshot
        {
            Awaited = [new(3, 1, AwaitedKind.Choice, At.AddSeconds(8), "track", "A1000001", true, 0.75, [new("ship", "什么时候发货")])],
            Asked = new("track", ["A1000001", "A1000002"], 0.75),
        }),
        new HandedOver(At, 1, 2, HandOverReason.Asked, "shipping", Requested, null, 7, "repeated", "vip"),
        new OwnerChanged(At, 1, 3, "li", "小李", Guid.Parse("11111111-2222-4333-8444-555555555555"), At, Why),
        new Overflowed(At, 1, 4, Requested, WaitCause.Step, "Step 'wide' of queue sales. On to service.", "wide"),
        new Reclassified(At, 1, 4, Requested, "refunds", "Rule 'refunds'", 7),
        new WaitEnded(At, 1, 4, WaitCause.TooLong, "It waited 600 s in queue sales.", "wide"),
        new HandOverDeferred(At, 1, HandOverReason.Asked, "shipping", "Queue sales is closed; the bot goes on.", At.AddHours(9), "h1", 7, "repeated"),
        new WorkPromised(At, 1, Promised, HandOverReason.Asked, "h1", 7, "repeated"),
        new PromiseKept(At, 1, 12),
        new WaitAlternativeOffered(At, 1, WaitOffer.CallBack, "wide", "Step 'wide' of queue sales."),
        new DeadlineMissed(At, 1, DeadlineKind.EachReply, At, At.AddSeconds(180), "sales", "li", Requested),
        new BotReferred(At, 1, 3, 1, "tmall", "请联系平台客服", "invoice", [new(PartKind.Link, Url: "https://example.com/", Title: "查看详情")], 7),
        new NoticePosted(At, 1, 6, NoticeKind.WaitOffer, "仍在为您排队。", null, null, [new(PartKind.Buttons, Buttons: [new("请联系我")])]),
        new Closed(At, 1, ClosedBy.Agent, 5, true, "li/c1", true),
        new SessionOpened(At, 1, Side.Customer, "s1", "gw/1", 7, new VisitContext(Manager: "li")),
        new CheckpointTaken(At, 1, new ConversationSnapshot
        {
            Wait = Requested, Unrated = true, Why = Why, Turn = "Rule 'vip' chose queue sales.", Deferred = true, Offered = WaitOffer.Message, Promises = [Promised],
            Replied = true, UnansweredSince = At, Missed = [new(DeadlineKind.Resolution, At)],
        }),
        .. OfStaff,
    ];

    [Fact]
    public void Events_Written_StandInTheGoldenFile()
    {
        var lines = Events.Select(e => Encoding.UTF8.GetString(ConversationJson.Write(e))).ToArray();
        if (Environment.GetEnvironmentVariable("RECEPTION_GOLDEN") == "1") Append(lines);

        Assert.Empty(lines.Except(Golden()));
    }

    [Fact]
    public void GoldenLines_Read_AreWrittenTheSame() =>
        Assert.All(Golden(), line => Assert.Equal(line, Encoding.UTF8.GetString(ConversationJson.Write(ConversationJson.Read(Encoding.UTF8.GetBytes(line))))));

    [Fact]
    public void GoldenFile_Has_EveryKindOfEvent()
    {
        var kinds = typeof(ConversationEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ConversationEvent)) && !t.IsAbstract);
        var golden = Golden().Select(line => ConversationJson.Read(Encoding.UTF8.GetBytes(line)).GetType());

        Assert.Empty(kinds.Except(golden));
    }

    [Fact]
    public void Read_FieldOfALaterVersion_IsIgnored() =>
        Assert.IsType<EpisodeOpened>(ConversationJson.Read("""{"e":"opened","epoch":1,"at":"2026-11-11T09:00:00+00:00","episode":1,"later":{"a":1}}"""u8));

    private static string[] Golden() => System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File) : [];

    private static void Append(string[] lines) => System.IO.File.AppendAllLines(File, lines.Except(Golden()));
}
