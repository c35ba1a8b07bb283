using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Journal;

namespace Reception.Domain.Tests.Conversations;

/// <summary>What hours of shops and queues are made of.</summary>
public sealed class ArrivalTallyTests
{
    private static readonly ShopId Shop = new("shop");
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 12, 30, 0, TimeSpan.Zero);
    private static readonly long Hour = ArrivalHour.HourOf(Noon);
    private readonly ArrivalTally _tally = new();
    private EpisodeRow? _row;

    [Fact]
    public void Add_ServedEpisode_CountsArrivalWaitAndHandlingWhereTheyEnded()
    {
        Happen(new EpisodeOpened(Noon, 1, 1), new MessageAccepted(Noon, 1, 1, "m", "hi"), HandOver(Noon.AddSeconds(10)), Assign(Noon.AddSeconds(40), Noon.AddSeconds(10)));
        Happen(new Closed(Noon.AddMinutes(35), 1, ClosedBy.Agent, 4, false));

        Assert.Equal(
            [new(Shop, "", Hour, Arrivals: 1, Messages: 1), new(Shop, "main", Hour, Arrivals: 1, Assigned: 1, WaitMs: 30_000), new(Shop, "main", Hour + 1, Handled: 1, HandlingMs: (35 * 60_000) - 40_000)],
            _tally.Hours.OrderBy(h => h.Hour).ThenBy(h => h.Queue));
    }

    [Fact]
    public void Add_ClosedForSilence_HandlingEndsWithTheLastWord()
    {
        Happen(new EpisodeOpened(Noon, 1, 1), HandOver(Noon), Assign(Noon, Noon), new AgentMessaged(Noon.AddMinutes(4), 1, 2, "m", "li", null, "yes"), new Closed(Noon.AddDays(1), 1, ClosedBy.Idle, 4, false));
        Assert.Equal(4 * 60_000, _tally.Hours.Sum(h => h.HandlingMs));
    }

    [Fact]
    public void Add_HandlingWithoutEnd_IsTwoHoursAtMost()
    {
        Happen(new EpisodeOpened(Noon, 1, 1), HandOver(Noon), Assign(Noon, Noon), new Closed(Noon.AddDays(1), 1, ClosedBy.Agent, 4, false));
        Assert.Equal(7_200_000, _tally.Hours.Sum(h => h.HandlingMs));
    }

    [Fact]
    public void Add_LeftWhileWaiting_IsGivenUpAndHisWaitCounts()
    {
        Happen(new EpisodeOpened(Noon, 1, 1), HandOver(Noon), new Closed(Noon.AddSeconds(90), 1, ClosedBy.Customer, 4, false));
        Assert.Equal(new(Shop, "main", Hour, Arrivals: 1, Abandoned: 1, WaitMs: 90_000), _tally.Hours.Single(h => h.Queue == "main"));
    }

    [Fact]
    public void Add_SentOnToAnotherQueue_ArrivesThereToo_ButNotAgainInItsOwn()
    {
        Happen(new EpisodeOpened(Noon, 1, 1), HandOver(Noon), Assign(Noon, Noon), new Requeued(Noon, 1, 5, "li", HandOverReason.AgentLost, new("main", Noon, Noon, 1)));
        Happen(new Overflowed(Noon, 1, 6, new("second", Noon, Noon, 1), WaitCause.Step, "why"), new Transferred(Noon, 1, 7, "li", new("second", Noon, Noon, 1)));
        Assert.Equal([("", 1), ("main", 1), ("second", 1)], _tally.Hours.OrderBy(h => h.Queue).Select(h => (h.Queue, h.Arrivals)));
    }

    private void Happen(params ConversationEvent[] events)
    {
        var id = new ConversationId(Shop, "web", "v-1");
        foreach (var happened in events)
        {
            _tally.Add(id, _row, happened);
            _row = EpisodeFold.Apply(_row, id, happened);
        }
    }

    private static HandedOver HandOver(DateTimeOffset at) => new(at, 1, 2, HandOverReason.Asked, null, new("main", at, at, 1));

    private static OwnerChanged Assign(DateTimeOffset at, DateTimeOffset arrival) => new(at, 1, 3, "li", null, Guid.Empty, arrival);
}
