using Reception.Contracts.Conversations;
using Reception.Contracts.Training;
using Reception.Domain.Training;

namespace Reception.Domain.Tests.Training;

public sealed class FigureTests
{
    // Wilson 95 % of 81 of 263 and Newcombe's own example (1998, table II, 56/70 against 48/80): published values.
    [Fact]
    public void Of_Share_HasWilsonsInterval()
    {
        var share = Proportion.Of(81, 263);

        Assert.Equal((0.2553, 0.3662), (Math.Round(share.Low, 4), Math.Round(share.High, 4)));
    }

    [Fact]
    public void Change_TwoShares_HasNewcombesInterval()
    {
        var change = Proportion.Change("x", Proportion.Of(48, 80), Proportion.Of(56, 70));

        Assert.Equal((0.2, 0.0524, 0.3339, true), (Math.Round(change.Difference, 4), Math.Round(change.Low, 4), Math.Round(change.High, 4), change.IsClear));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(-3, 10)]
    [InlineData(20, 10)]
    public void Of_CountsThatDoNotFit_StayWithinBounds(long count, long of)
    {
        var share = Proportion.Of(count, of);

        Assert.True(share is { Low: >= 0, High: <= 1, Value: >= 0 and <= 1 } && share.Low <= share.Value && share.Value <= share.High);
    }

    [Fact]
    public void Change_WithoutObservations_IsNotClear() => Assert.False(Proportion.Change("x", Proportion.Of(0, 0), Proportion.Of(9, 9)).IsClear);

    [Fact]
    public void Add_ManyVersions_KeepsTheNewestAndTheSumOfTheOthers()
    {
        var book = new FigureBook();
        for (var version = 1; version <= 10; version++) book.Add(new CountDelta("ship", version, new(Answers: version), []), "2026-11-11");

        Assert.Equal(FigureBook.MaxVersions + 1, book.Entries.Count);
        Assert.Equal(55, book.Entries.Sum(r => r.Counts.Answers));
        Assert.Equal(21, book.Entries.Single(r => r.Knowledge == 0).Counts.Answers);
    }

    [Fact]
    public void Effect_CanaryAndControlOfTheSameDays_StandSideBySide()
    {
        var book = new FigureBook();
        book.Add(new CountDelta(null, 1, new(Answers: 100, Unhelpful: 20, Episodes: 100, HandedOver: 30), []), "2026-11-11");
        book.Add(new CountDelta(null, 2, new(Answers: 100, Unhelpful: 2, Episodes: 100, HandedOver: 25), []), "2026-11-11");
        book.Add(new CountDelta(null, 1, new(Answers: 900), []), "2026-11-01");

        var effect = Effects.Compare(Effects.Of(book, 1, "2026-11-11", null), Effects.Of(book, 2, "2026-11-11", null));

        Assert.Equal((100, true), (effect.Before.Counts.Answers, effect.Changes.Single(c => c.Name == "unhelpful").IsClear));
        Assert.False(effect.Changes.Single(c => c.Name == "handed-over").IsClear);
    }

    [Fact]
    public void Sales_OfTheBotAlone_AreAShareOfWhatHumansSold()
    {
        var book = new FigureBook();
        book.Add(new SaleDelta(SaleBy.Bot, "CNY", 3, 3500), "2026-11-11");
        book.Add(new SaleDelta(SaleBy.Human, "CNY", 5, 6000), "2026-11-11");
        book.Add(new SaleDelta(SaleBy.Both, "CNY", 2, 4000), "2026-11-10");
        book.Add(new SaleDelta(SaleBy.Bot, "JPY", 1, 500), "2026-11-11");

        var sales = Effects.Sales(book, null, null);

        Assert.Equal(0.35, sales.BotShares.Single(s => s.Currency == "CNY").OfHumanSales);
        Assert.Null(sales.BotShares.Single(s => s.Currency == "JPY").OfHumanSales);
    }

    [Fact]
    public void Take_MoreThanFits_SendsTheRestLaterAndCountsWhatIsDropped()
    {
        var sum = new DeltaSum();
        for (var i = 0; i < DeltaSum.MaxQuestions + 7; i++) sum.Add(new Asked(new(QuestionKind.Unanswered, $"q{i}", default, "c")));

        var first = sum.Take();

        Assert.Equal((DeltaSum.MaxSent, 7), (first.Questions.Length, first.Dropped));
        Assert.Equal($"q{DeltaSum.MaxSent}", sum.Take().Questions[0].Text);
    }
}
