using System.Text;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations.Events;
using Reception.Domain.WorkOrders;
using Reception.Domain.WorkOrders.Events;
using Reception.Tests;
using DeadlineMissed = Reception.Domain.WorkOrders.Events.DeadlineMissed;
using Taken = Reception.Domain.WorkOrders.Events.Taken;

namespace Reception.Domain.Tests.WorkOrders;

/// <summary>The journal's bytes are for ever: see <c>Golden/work-orders.jsonl</c>. <c>RECEPTION_GOLDEN=1</c> appends the lines that are missing.</summary>
public sealed class WorkOrderGoldenTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 11, 9, 0, 0, TimeSpan.Zero);
    private static readonly Wait Waiting = new("refunds", At, At.AddSeconds(60), 2, "li", At.AddSeconds(30), new WorkRequest(WorkKind.Review, "tmall", "zh", 1));
    private static readonly string File = Path.Combine(TestRun.Root, "tests/Reception.Domain.Tests/WorkOrders/Golden/work-orders.jsonl");

    private static readonly WorkOrderEvent[] Events =
    [
        new Created(At, 1, "crm-1", new("差评", "发货太慢", "A1000001", 2, "王", "c-1", new ConversationId(new ShopId("demo"), "web", "c-1")), "review", Waiting, new(At, At.AddHours(1)), At.AddMinutes(5), "crm"),
        new Entered(At, 2),
        new Taken(At, 3, "li", "小李", Guid.Parse("11111111-2222-4333-8444-555555555555"), new("longest idle", "longest-idle", 1, 3, TimeSpan.FromSeconds(9), ["skill refund ≥ 3"])),
        new Noted(At, "li", "已联系", "n1", true),
        new Returned(At, 4, "li", Waiting),
        new Moved(At, 5, "queue", Waiting, "k1"),
        new Completed(At, 6, "li", "已退款", "k2"),
        new Cancelled(At, 7, "crm", "重复", "k3"),
        new Reopened(At, 8, "crm", "未到账", Waiting, new(At, At.AddHours(1)), "k4"),
        new DeadlineMissed(At, WorkOrderDeadline.Resolution),
    ];

    [Fact]
    public void Events_Written_StandInTheGoldenFile()
    {
        var lines = Events.Select(e => Encoding.UTF8.GetString(WorkOrderJson.Write(e))).ToArray();
        if (Environment.GetEnvironmentVariable("RECEPTION_GOLDEN") == "1") System.IO.File.AppendAllLines(File, lines.Except(Golden()));
        Assert.Empty(lines.Except(Golden()));
    }

    [Fact]
    public void GoldenLines_Read_AreWrittenTheSame() =>
        Assert.All(Golden(), line => Assert.Equal(line, Encoding.UTF8.GetString(WorkOrderJson.Write(WorkOrderJson.Read(Encoding.UTF8.GetBytes(line))))));

    [Fact]
    public void GoldenFile_Has_EveryKindOfEvent()
    {
        var kinds = typeof(WorkOrderEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(WorkOrderEvent)) && !t.IsAbstract);
        Assert.Empty(kinds.Except(Golden().Select(line => WorkOrderJson.Read(Encoding.UTF8.GetBytes(line)).GetType())));
    }

    private static string[] Golden() => System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File) : [];
}
