using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

public sealed partial class GoldenEventTests
{
    private static ConversationEvent[] OfStaff =>
    [
        new InternalSaid(At, 1, 3, InternalKind.Whisper, StaffRole.Supervisor, "zhou", "周主管", "先退运费", "li", "w1"),
        new InternalSaid(At, 1, 4, InternalKind.System, StaffRole.System, "system", null, "小王 没有应答，协助请求已结束。"),
        new ConsultAsked(At, 1, "li", "wang", null, "小王", At.AddSeconds(120), "运费谁付？", "li/k1"),
        new ConsultAsked(At, 1, "li", null, "platform", "平台客服", null),
        new ConsultJoined(At, 1, "wang"),
        new ConsultEnded(At, 1, ConsultEnd.NobodyCame, "li", "li/k2"),
        new SentOutside(At, 1, "li", "platform", "平台客服", "https://market.example/help", "li/k3"),
        new CameBack(At, 2, "platform"),
        new Taken(At, 1, 4, TakeKind.Consulted, "li", "wang", "小王", Guid.Parse("11111111-2222-4333-8444-555555555555"), Waiting, "li", "运费谁付？", "li/k4"),
        new Taken(At, 1, 4, TakeKind.TakenOver, "zhou", "zhou", "周主管", Guid.Parse("11111111-2222-4333-8444-555555555555"), Waiting),
        new Reassigned(At, 1, 4, "zhou", Waiting, "li", "熟悉退款", "zhou/k5"),
        new Transferred(At, 1, 4, "li", Waiting, "li/t2", "熟悉退款"),
        new SessionOpened(At, 1, Side.Supervisor, "s9", "gw/1", 7, null, "zhou", "新人带教"),
        new NoticePosted(At, 1, 6, NoticeKind.SentOutside, "这个问题由平台客服处理。", "平台客服", null, [new(PartKind.Link, Url: "https://market.example/help", Title: "平台客服")]),
        new CheckpointTaken(At, 1, new ConversationSnapshot
        {
            Marks = [new(1, 2, 3)],
            Staff = new()
            {
                LastInternal = 4, Consult = new("li", "wang", null, "小王", At, "运费谁付？", true, At.AddSeconds(120), At), Outside = new("platform", "平台客服", "li", At, "https://market.example/help"),
                Former = new("li", 3),
            },
        }),
    ];
}
