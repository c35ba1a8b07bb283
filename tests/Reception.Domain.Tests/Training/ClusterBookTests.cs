using Reception.Contracts.Training;
using Reception.Domain.Training;
using Reception.Tests;

namespace Reception.Domain.Tests.Training;

public sealed class ClusterBookTests(ITestOutputHelper output)
{
    private const string Today = "2026-11-11";
    private static readonly DateTimeOffset At = new(2026, 11, 11, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Ways of asking eight things.</summary>
    private static readonly string[][] Topics =
    [
        ["可以开发票吗", "发票可以开吗", "能不能开发票呀", "可以开公司发票吗", "开发票要多久"],
        ["这件衣服会掉色吗", "衣服洗了掉色吗", "衣服会不会掉色呀", "衣服掉色严重吗"],
        ["几天能到上海", "到上海要几天", "发上海几天到", "上海几天可以到货"],
        ["尺码偏小吗", "尺码会偏小吗", "尺码会不会偏大", "尺码偏大还是偏小"],
        ["支持花呗分期吗", "花呗可以分期吗", "能用花呗分期付款吗"],
        ["is there a student discount", "do students get a student discount", "student discount available?"],
        ["can i change the delivery address", "change my delivery address please", "how to change the delivery address"],
        ["the battery drains too fast", "battery drains so fast", "why does the battery drain fast"],
    ];

    [Fact]
    public void Count_WaysOfAskingOneThing_AreTogetherAndApartFromOthers()
    {
        var book = Fill(Questions(1));
        book.Tidy();

        Assert.InRange(book.Groups.Count(), Topics.Length, Topics.Length + 2);
        Assert.All(book.Groups, g => Assert.Single(g.Examples.Select(e => Array.FindIndex(Topics, t => t.Contains(e.Text))).Distinct()));
    }

    [Fact]
    public void Count_SameOrder_SameBook() =>
        Assert.Equal(
            Fill(Questions(3)).Groups.Select(g => (g.Id, g.Total, TextSample.Medoid(g.Examples))).Order(), Fill(Questions(3)).Groups.Select(g => (g.Id, g.Total, TextSample.Medoid(g.Examples))).Order());

    [Fact]
    public void Count_AnyOrder_TellsTheSameTopicsApart()
    {
        var seed = TestRun.SeedFor(nameof(Count_AnyOrder_TellsTheSameTopicsApart));
        output.WriteLine($"seed {seed} (RECEPTION_SEED={TestRun.Seed})");
        var all = Topics.SelectMany(t => t).ToList();
        var least = 1.0;
        for (var i = 0; i < TestRun.Cases(40, 1_000); i++)
        {
            var book = Fill(Questions(seed + i));
            book.Tidy();
            least = Math.Min(least, RandIndex(all, q => Array.FindIndex(Topics, t => t.Contains(q)), q => book.Nearest(q)!.Id));
        }
        output.WriteLine($"least Rand index {least:0.000}");
        Assert.True(least >= 0.97, $"The least Rand index is {least:0.000}.");
    }

    [Fact]
    public void Tidy_ClustersThatGrewTogether_KeepBothIds()
    {
        var book = new ClusterBook([Group("qa", "can i change the delivery address", 3), Group("qb", "how can i change the delivery address", 1)]);

        book.Tidy();

        var one = Assert.Single(book.Groups);
        Assert.Equal(("qa", 4), (one.Id, one.Total));
        Assert.Same(one, book.Get("qb"));
    }

    [Fact]
    public void Count_MoreTopicsThanFit_StaysBoundedAndSaysWhatIsMissing()
    {
        var book = new ClusterBook();
        for (var i = 0; i < ClusterBook.Capacity + 50; i++) book.Count(Asked(Nonsense(i)), Today);

        Assert.True(book.Groups.Count() <= ClusterBook.Capacity);
        Assert.Equal(ClusterBook.Capacity + 50, book.Groups.Sum(g => g.Total) + book.Uncounted[Today]);
        Assert.All(book.Groups, g => Assert.True(g.Examples.Count <= QuestionGroup.MaxExamples));
    }

    [Fact]
    public void Count_AFrequentTopic_SurvivesAFloodOfOthers()
    {
        var book = new ClusterBook();
        for (var i = 0; i < 20; i++) book.Count(Asked(Topics[0][0]), Today);
        for (var i = 0; i < 3 * ClusterBook.Capacity; i++) book.Count(Asked(Nonsense(i)), Today);

        Assert.Equal(20, book.Nearest(Topics[0][0])!.Total);
    }

    [Fact]
    public void Count_OldDays_AreForgotten()
    {
        var book = new ClusterBook();
        book.Count(Asked("可以开发票吗"), "2026-10-01");
        book.Count(Asked("尺码偏小吗"), Today);

        Assert.Equal("尺码偏小吗", Assert.Single(book.Groups).First);
    }

    [Fact]
    public void Count_LaterThanTheDaysKept_IsLeftOut()
    {
        var book = new ClusterBook();
        book.Count(Asked("尺码偏小吗"), Today);
        book.Count(Asked("可以开发票吗"), "2026-10-01");

        Assert.Single(book.Groups);
    }

    [Fact]
    public void Book_StoredAndRead_GoesOnTheSame()
    {
        var (before, after) = (Questions(5).Take(20).ToList(), Questions(5).Skip(20).ToList());
        var stored = Fill(before);

        var read = Fill(after, new ClusterBook(stored.Groups, stored.Uncounted));

        Assert.Equal(Fill(Questions(5)).Groups.Select(g => (g.Id, g.Total)).Order(), read.Groups.Select(g => (g.Id, g.Total)).Order());
    }

    [Fact]
    public void Count_TextWithoutFeatures_BelongsToNoCluster()
    {
        var book = new ClusterBook();
        book.Count(Asked("！！！"), Today);

        Assert.Empty(book.Groups);
        Assert.Equal(1, book.Uncounted[Today]);
    }

    private static ClusterBook Fill(IEnumerable<string> questions, ClusterBook? book = null)
    {
        book ??= new ClusterBook();
        foreach (var question in questions) book.Count(Asked(question), Today);
        return book;
    }

    private static List<string> Questions(int seed)
    {
        var questions = Topics.SelectMany(t => t).ToArray();
        new Random(seed).Shuffle(questions);
        return [.. questions];
    }

    private static AskedQuestion Asked(string text) => new(QuestionKind.Unanswered, text, At, "demo/web/v-1");

    private static QuestionGroup Group(string id, string question, int count) =>
        new() { Id = id, First = question, Days = [new(Today, count, 0, 0)], Examples = [new(question, count)] };

    private static string Nonsense(int i) => string.Concat(Enumerable.Range(0, 8).Select(k => (char)('\u5000' + (((i * 8) + k) * 37 % 0x4000))));

    private static double RandIndex(List<string> items, Func<string, int> truth, Func<string, string> found)
    {
        var (agree, pairs) = (0, 0);
        for (var i = 0; i < items.Count; i++)
        {
            for (var j = i + 1; j < items.Count; j++, pairs++)
            {
                if ((truth(items[i]) == truth(items[j])) == (found(items[i]) == found(items[j]))) agree++;
            }
        }
        return (double)agree / pairs;
    }
}
