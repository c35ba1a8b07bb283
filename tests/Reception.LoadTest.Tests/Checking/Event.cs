using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.LoadTest.Tests.Checking;

/// <summary>Events as the product writes them, so that the checker's own reading is held against the real bytes. Times: seconds from the start.</summary>
internal static class Event
{
    public static string Opened(long epoch = 1) => Json(new EpisodeOpened(At(0), 1, epoch));

    public static string Said(long sequence, string id) => Json(new MessageAccepted(At(0), 1, sequence, id, "什么时候发货？"));

    public static string Answered(long sequence) => Json(new BotAnswered(At(0), 1, sequence, sequence - 1, "shipping", "48 小时内发货。", 0.9));

    public static string HandedOver(long epoch, double at = 0, double due = 60, int weight = 1, string? preferred = null, double preferredUntil = 0, string? skill = null) =>
        Json(new HandedOver(At(at), 1, epoch, HandOverReason.Asked, null, Wait(at, due, weight, preferred, preferredUntil, skill)));

    public static string Assigned(long epoch, string agent, double at = 0) => Json(new OwnerChanged(At(at), 1, epoch, agent, null, Guid.Empty, At(0)));

    public static string AgentSaid(long sequence, string agent, string id = "a1") => Json(new AgentMessaged(At(0), 1, sequence, id, agent, null, "您好"));

    public static string Requeued(long epoch, string agent, double at = 0, double due = 60) => Json(new Requeued(At(at), 1, epoch, agent, HandOverReason.Asked, Wait(0, due, 1, null, 0, null)));

    public static string Closed(long epoch, double at = 0) => Json(new Closed(At(at), 1, ClosedBy.Customer, epoch, BotAlone: true));

    public static string Rated() => Json(new Rated(At(0), 1, 5, null));

    public static string Promised() => Json(new WorkPromised(At(0), 1, new Promise(1, 1, WorkKind.CallBack, "sales", null, "", At(0), null, "", WaitCause.Chosen), HandOverReason.Asked));

    public static DateTimeOffset At(double seconds) => JournalBuilder.Start.AddSeconds(seconds);

    public static string Json(ConversationEvent happened) => System.Text.Encoding.UTF8.GetString(ConversationJson.Write(happened));

    private static Wait Wait(double arrival, double due, int weight, string? preferred, double preferredUntil, string? skill) =>
        new("sales", At(arrival), At(due), weight, preferred, preferred is null ? null : At(preferredUntil), skill is null ? null : new WorkRequest(Skills: [new SkillRequirement(skill)]));
}
