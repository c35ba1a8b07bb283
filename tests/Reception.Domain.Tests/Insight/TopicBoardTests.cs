using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Domain.Insight;
using Reception.Tests;

namespace Reception.Domain.Tests.Insight;

public sealed class TopicBoardTests(ITestOutputHelper output)
{
    private static readonly ShopId Shop = new("demo");
    private static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    private int _customers;

    [Fact]
    public void Read_CouponBreaksAmidTheUsual_IsABurstInEveryWindowAndLeadsToItsConversations()
    {
        var board = new TopicBoard();
        var now = Minutes(board, Start, 90, _ => Usual(20));
        var broken = now;
        now = Seconds(board, now, 10, _ => Counts([.. Entries(Usual(2)), .. Text("优惠券用不了", 10), .. Text("优惠券怎么用不了啊", 3)]));

        foreach (var window in Enum.GetValues<TopicWindow>())
        {
            var view = board.Read(window, 100, now);
            var topic = Assert.Single(view.Topics, t => t.IsBurst);
            Assert.Equal((TopicKind.Unanswered, "优惠券用不了", 130, 130), (topic.Kind, topic.Label, topic.AtLeast, topic.AtMost));
            Assert.Equal(topic, view.Topics[0]);
        }
        var found = board.ReadConversations(board.Read(TopicWindow.Minute, 1, now).Topics[0].Topic)!;
        Assert.Equal(20, found.Conversations.Length);
        Assert.All(found.Conversations, c => Assert.True(c.At > broken && c.Conversation.StartsWith("demo/web/c", StringComparison.Ordinal)));
        Assert.True(found.Conversations[0].At >= found.Conversations[^1].At);
    }

    [Fact]
    public void Read_UsualMixForADay_NoBurst()
    {
        var board = new TopicBoard();
        var random = new Random(TestRun.SeedFor(nameof(Read_UsualMixForADay_NoBurst)));
        var zipf = new Zipf(60, 1);
        var now = Start;
        for (var minute = 0; minute < TestRun.Cases(300, 24 * 60); minute++)
        {
            now = Seconds(board, now, 60, _ => Counts([.. Enumerable.Range(0, 15).Select(_ => (Entry($"e{zipf.Draw(random)}"), NewCustomer()))]));
            foreach (var window in Enum.GetValues<TopicWindow>()) Assert.DoesNotContain(board.Read(window, 100, now).Topics, t => t.IsBurst);
        }
        var ship = board.Read(TopicWindow.Hour, 1, now).Topics[0];
        Assert.Equal("e0", ship.Topic);
        Assert.InRange(ship.Usual!.Value, ship.Share * 0.9, ship.Share * 1.1);
    }

    /// <summary>One customer who writes the same a thousand times is no burst, though others ask it now and then as ever.</summary>
    [Fact]
    public void Read_OneCustomerFloods_NoBurst()
    {
        var board = new TopicBoard();
        var now = Minutes(board, Start, 10, _ => Usual(20));
        var one = NewCustomer();
        now = Seconds(board, now, 10, _ => Counts([.. Entries(Usual(20)), .. Enumerable.Repeat((Entry("e7"), one), 100)]));

        Assert.DoesNotContain(board.Read(TopicWindow.Minute, 100, now).Topics, t => t.IsBurst);
    }

    [Fact]
    public void Read_NothingUsualYet_NoBurstAndNoUsualShare()
    {
        var board = new TopicBoard();
        var now = Seconds(board, Start, 10, _ => Counts([.. Enumerable.Range(0, 50).Select(_ => (Entry("e1"), NewCustomer()))]));

        var topic = Assert.Single(board.Read(TopicWindow.Minute, 10, now).Topics);
        Assert.Equal((500, false, null), (topic.AtLeast, topic.IsBurst, topic.Usual));
    }

    /// <summary>Windows forget: what is older than the window and a step is gone, and the usual remembers it.</summary>
    [Fact]
    public void Read_TimePasses_WindowsForgetInTurn()
    {
        var board = new TopicBoard();
        board.Apply(Delta(Counts([.. Enumerable.Range(0, 300).Select(_ => (Entry("e1"), NewCustomer()))])), Start);

        Assert.Equal((300, 300, 300), Asked(Start + TimeSpan.FromSeconds(60)));
        Assert.Equal((0, 300, 300), Asked(Start + TimeSpan.FromSeconds(65)));
        Assert.Equal((0, 0, 300), Asked(Start + TimeSpan.FromSeconds(330)));
        Assert.Equal((0, 0, 0), Asked(Start + TimeSpan.FromMinutes(65)));
        Assert.Equal(1, board.Usual.ShareOf("e1"));

        (int, int, int) Asked(DateTimeOffset at) => ((int)board.Read(TopicWindow.Minute, 1, at).Asked, (int)board.Read(TopicWindow.FiveMinutes, 1, at).Asked, (int)board.Read(TopicWindow.Hour, 1, at).Asked);
    }

    /// <summary>Many more topics than counters, from several silos: every window's counts are within the bound, and the memory too.</summary>
    [Fact]
    public void Read_MoreTopicsThanCounters_CountsWithinTheBoundAndMemoryToo()
    {
        var random = new Random(TestRun.SeedFor(nameof(Read_MoreTopicsThanCounters_CountsWithinTheBoundAndMemoryToo)));
        var zipf = new Zipf(3_000, 0.8);
        var board = new TopicBoard();
        var asked = new List<(DateTimeOffset At, string Topic)>();
        var now = Start;
        var worst = 0.0;
        for (var second = 0; second < TestRun.Cases(400, 4_000); second++, now += TimeSpan.FromSeconds(1))
        {
            for (var silo = 0; silo < 3; silo++)
            {
                var heard = Enumerable.Range(0, 300).Select(_ => $"e{zipf.Draw(random)}").ToList();
                asked.AddRange(heard.Select(t => (now, t)));
                board.Apply(Delta(Counts([.. heard.Select(t => (Entry(t), NewCustomer()))])), now);
            }
            Assert.True(board.Counters <= TopicBoard.MaxCounters && board.Cards.Count <= TopicCards.Capacity);
            if (second % 50 != 49) continue;
            foreach (var window in Enum.GetValues<TopicWindow>())
            {
                var view = board.Read(window, 100, now);
                var exact = asked.Where(a => a.At >= view.From).GroupBy(a => a.Topic).ToDictionary(g => g.Key, g => (long)g.Count());
                Assert.Equal(exact.Values.Sum(), view.Asked);
                Assert.True(view.Error <= view.Asked / 201.0);
                Assert.All(view.Topics, t => Assert.InRange(exact[t.Topic], t.AtLeast, t.AtMost));
                worst = Math.Max(worst, view.Topics.Max(t => (double)(exact[t.Topic] - t.AtLeast) / view.Asked));
            }
        }
        output.WriteLine($"worst share error {worst:0.00000}, bound {1.0 / 201:0.00000}; {board.Counters} counters of {TopicBoard.MaxCounters}, {board.Cards.Count} cards");
    }

    [Fact]
    public void Stored_UsualShares_AreTheSameAndTextsKeepTheirTopic()
    {
        var board = new TopicBoard();
        var now = Minutes(board, Start, 10, _ => Counts([.. Entries(Usual(15)), .. Text("优惠券用不了", 5)]));
        var topic = board.Read(TopicWindow.Minute, 100, now).Topics.Single(t => t.Kind == TopicKind.Unanswered);

        var again = new TopicBoard(UsualTopics.Of(board));
        again.Apply(Delta(Counts([.. Text("我的优惠券用不了", 1)])), now);

        var read = Assert.Single(again.Read(TopicWindow.Minute, 10, now).Topics);
        Assert.Equal((topic.Topic, topic.Label, topic.Usual), (read.Topic, read.Label, read.Usual));
    }

    [Fact]
    public void Apply_DeltaThatDoesNotAddUp_IsRefusedAndCountsNothing()
    {
        var board = new TopicBoard();

        Assert.Throws<ArgumentException>(() => board.Apply(new(1, 0, 0, [new("e1", TopicKind.Entry, "e1", 5, [])], []), Start));
        Assert.Equal(0, board.Read(TopicWindow.Minute, 10, Start).Asked);
    }

    private DateTimeOffset Minutes(TopicBoard board, DateTimeOffset now, int minutes, Func<int, AskedCounts> counts) => Seconds(board, now, minutes * 60, counts);

    private static DateTimeOffset Seconds(TopicBoard board, DateTimeOffset now, int seconds, Func<int, AskedCounts> counts)
    {
        for (var second = 0; second < seconds; second++, now += TimeSpan.FromSeconds(1)) board.Apply(Delta(counts(second)), now);
        return now;
    }

    private static TopicsDelta Delta(AskedCounts counts)
    {
        var tally = new TopicTally(isOfAllShops: false);
        tally.Add(counts);
        return tally.ToDelta();
    }

    private AskedCounts Usual(int count) => Counts([.. Enumerable.Range(0, count).Select(i => (Entry($"e{i % 10}"), NewCustomer()))]);

    private IEnumerable<(HeardQuestion, ConversationId)> Entries(AskedCounts counts) =>
        counts.Known.SelectMany(e => Enumerable.Range(0, (int)e.Value.Times).Select(_ => (Entry(e.Key), NewCustomer())));

    private IEnumerable<(HeardQuestion, ConversationId)> Text(string text, int count) =>
        Enumerable.Range(0, count).Select(_ => (new HeardQuestion(TopicKind.Unanswered, null, text), NewCustomer()));

    private static HeardQuestion Entry(string id) => new(TopicKind.Entry, id, $"Question {id}?");

    private ConversationId NewCustomer() => new(Shop, "web", $"c{_customers++}");

    private static AskedCounts Counts(List<(HeardQuestion Heard, ConversationId By)> questions)
    {
        var counts = new AskedCounts();
        foreach (var (heard, by) in questions) counts.Count(heard, by);
        return counts;
    }
}
