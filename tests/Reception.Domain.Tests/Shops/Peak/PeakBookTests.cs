using Reception.Contracts.Shops;
using Reception.Domain.Shops.Peak;

namespace Reception.Domain.Tests.Shops.Peak;

/// <summary>Who switched what, when and why; what ends by itself; what is kept.</summary>
public sealed class PeakBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);
    private static readonly DeskLoad Calm = new(0, 0, 10);

    private static readonly ShopPolicy Shop = new("Demo", "zh", "Asia/Shanghai", [new("a")], [new("web")], new(), Peak: new(
        Message: new(new(Load: new(Waiting: 10, HoldSeconds: 60)), MaxWaiting: 50), Bot: new(AnswerThreshold: 0.4), Budget: new(new(Always: true), 100)));

    [Fact]
    public void Switch_OnForAWhile_EndsByItselfAndBothAreWritten()
    {
        var book = new PeakBook(new());
        book.Look(Shop, Calm, Start);
        book.Switch(Shop, new([PeakLever.Bot], PeakMode.On, "lin", "midnight", 600), Calm, Start);
        Assert.Equal((true, PeakCause.Hand), Of(book, PeakLever.Bot, Start.AddSeconds(599)));
        Assert.Equal((false, PeakCause.None), Of(book, PeakLever.Bot, Start.AddSeconds(600)));

        Assert.True(book.Look(Shop, Calm, Start.AddSeconds(601)));
        Assert.Equal(
            [(PeakLever.Bot, false, "policy", "the hand's time is over"), (PeakLever.Bot, true, "lin", "midnight"), (PeakLever.Budget, true, "policy", "always on")],
            book.View(Shop, Calm, 10, Start).Changes.Select(c => (c.Lever, c.On, c.By, c.Why)));
        Assert.False(book.Look(Shop, Calm, Start.AddSeconds(602)));
    }

    [Fact]
    public void Look_LoadComesAndGoes_TheLeverFollowsWithItsHold()
    {
        var book = new PeakBook(new());
        Assert.True(book.Look(Shop, new(10, 5, 10), Start));
        Assert.Equal((true, PeakCause.Load), Of(book, PeakLever.Message, Start));
        Assert.False(book.Look(Shop, Calm, Start.AddSeconds(1)));
        Assert.True(book.Look(Shop, Calm, Start.AddSeconds(61)));
        Assert.Equal((false, PeakCause.None), Of(book, PeakLever.Message, Start.AddSeconds(61)));
        Assert.Equal(["load", "load"], book.View(Shop, Calm, 10, Start).Changes.Where(c => c.Lever == PeakLever.Message).Select(c => c.By));
    }

    [Fact]
    public void Look_APhaseBeginsAndEnds_TheLeverFollowsByTheShopsClock()
    {
        var day = new DateOnly(2026, 11, 11);
        var shop = Shop with { Calendar = new([new("double 11", day, day)]), Peak = new(Bot: new(new(Phases: ["double 11"]), 0.4)) };
        var midnight = new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.FromHours(8));
        var peaked = new PeakedPolicy(new(new("demo"), 1, shop));
        Assert.Equal([0.5, 0.4, 0.4, 0.5], new[] { -1, 0, 86_399, 86_400 }.Select(s => peaked.At(midnight.AddSeconds(s)).Policy.Bot.AnswerThreshold));

        var book = new PeakBook(new());
        Assert.False(book.Look(shop, Calm, midnight.AddSeconds(-1)));
        Assert.True(book.Look(shop, Calm, midnight));
        Assert.True(book.Look(shop, Calm, midnight.AddDays(1)));
        Assert.Equal(
            [(false, "calendar", "no phase of its own"), (true, "calendar", "phase double 11")], book.View(shop, Calm, 10, midnight).Changes.Select(c => (c.On, c.By, c.Why)));
    }

    [Fact]
    public void Switch_OffUnderLoad_HoldsAgainstIt_AndAutoGivesItBack()
    {
        var book = new PeakBook(new());
        book.Look(Shop, new(10, 0, 10), Start);
        book.Switch(Shop, new([PeakLever.Message], PeakMode.Off, "lin"), new(10, 0, 10), Start);
        Assert.Equal((false, PeakCause.Hand), Of(book, PeakLever.Message, Start));
        book.Switch(Shop, new([], PeakMode.Auto, "lin"), new(10, 0, 10), Start);
        Assert.Equal((true, PeakCause.Load), Of(book, PeakLever.Message, Start));
    }

    [Fact]
    public void Book_FromItsRecord_KnowsWhatItKnew()
    {
        var book = new PeakBook(new());
        book.Look(Shop, new(10, 0, 10), Start);
        book.Switch(Shop, new([PeakLever.Bot], PeakMode.On, "lin"), new(10, 0, 10), Start);
        var again = new PeakBook(book.Record);
        Assert.False(again.Look(Shop, new(9, 0, 10), Start.AddSeconds(1)));
        Assert.Equal((true, PeakCause.Load), Of(again, PeakLever.Message, Start));
        Assert.Equal((true, PeakCause.Hand), Of(again, PeakLever.Bot, Start));
    }

    [Fact]
    public void Record_OfManySwitches_KeepsTheNewest()
    {
        var book = new PeakBook(new());
        for (var i = 0; i < 500; i++) book.Switch(Shop, new([PeakLever.Bot], i % 2 == 0 ? PeakMode.On : PeakMode.Off, $"by-{i}"), Calm, Start.AddSeconds(i));
        Assert.Equal(PeakRecord.MaxChanges, book.Record.Changes!.Length);
        Assert.Equal("by-499", book.View(Shop, Calm, 1, Start).Changes.Single().By);
        Assert.Single(book.Record.Switches!);
    }

    [Fact]
    public void Look_PolicyGivesTheLeverNoLonger_ItIsOffAndWritten()
    {
        var book = new PeakBook(new());
        book.Look(Shop, Calm, Start);
        Assert.True(book.Look(Shop with { Peak = null }, Calm, Start.AddSeconds(1)));
        Assert.Equal("the policy gives it no longer", book.View(Shop, Calm, 1, Start).Changes.Single().Why);
    }

    [Fact]
    public void Check_EverythingWrong_IsToldAtOnce() =>
        Assert.Equal(4, PeakBook.Check(Shop.Peak, new([PeakLever.Pool], (PeakMode)7, "lin", new string('x', 501), 0)).Length);

    [Fact]
    public void Policy_SeenThroughItsLevers_IsOneObjectForEachSet()
    {
        var stored = new VersionedPolicy(new("demo"), 3, Shop, new(1, [new(PeakLever.Bot, PeakMode.On, Start, "lin", Until: Start.AddSeconds(10))], []));
        var peaked = new PeakedPolicy(stored);
        var on = peaked.At(Start);
        Assert.Equal(0.4, on.Policy.Bot.AnswerThreshold);
        Assert.Same(on, peaked.At(Start.AddSeconds(9)));
        Assert.Equal(0.5, peaked.At(Start.AddSeconds(10)).Policy.Bot.AnswerThreshold);
        Assert.Same(on, peaked.At(Start));
    }

    private static (bool, PeakCause) Of(PeakBook book, PeakLever lever, DateTimeOffset now) =>
        book.View(Shop, Calm, 0, now).Levers.Where(l => l.Lever == lever).Select(l => (l.On, l.Cause)).Single();
}
