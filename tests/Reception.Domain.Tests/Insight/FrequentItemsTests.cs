using FsCheck;
using FsCheck.Fluent;
using Reception.Domain.Insight;
using Reception.Tests;

namespace Reception.Domain.Tests.Insight;

public sealed class FrequentItemsTests(ITestOutputHelper output)
{
    private const int Streams = 3;

    private abstract record Step;

    private sealed record Count(int Stream, string Item, int Times) : Step;

    private sealed record Merge(int From, int To) : Step;

    private sealed record Scale(int Stream, double Factor) : Step;

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (20, from s in Gen.Choose(0, Streams - 1) from i in Gen.Choose(0, 30) from n in Gen.Choose(1, 9) select (Step)new Count(s, $"i{i}", n)),
        (2, from a in Gen.Choose(0, Streams - 1) from b in Gen.Choose(0, Streams - 1) where a != b select (Step)new Merge(a, b)),
        (1, from s in Gen.Choose(0, Streams - 1) from p in Gen.Choose(0, 100) select (Step)new Scale(s, p / 100.0)));

    /// <summary>Any counts, merges and decays of three streams, with so few counters that they are always short.</summary>
    [Fact]
    public void Bound_AnyStepsOnAnyStreams_Holds() => Property.ForAll(Steps, nameof(Bound_AnyStepsOnAnyStreams_Holds), TestRun.Cases(500, 20_000), steps =>
    {
        var items = Enumerable.Range(0, Streams).Select(_ => new FrequentItems(3)).ToArray();
        var exact = Enumerable.Range(0, Streams).Select(_ => new ExactCounts()).ToArray();
        foreach (var step in steps)
        {
            switch (step)
            {
                case Count c:
                    items[c.Stream].Add(c.Item, c.Times);
                    exact[c.Stream].Add(c.Item, c.Times);
                    break;
                case Merge m:
                    items[m.To].Merge(items[m.From]);
                    exact[m.To].Merge(exact[m.From]);
                    (items[m.From], exact[m.From]) = (new(3), new());
                    break;
                case Scale s:
                    items[s.Stream].Scale(s.Factor);
                    exact[s.Stream].Scale(s.Factor);
                    break;
            }
            for (var i = 0; i < Streams; i++) exact[i].Check(items[i]);
        }
    });

    [Theory]
    [InlineData(0.7)]
    [InlineData(1.0)]
    [InlineData(1.5)]
    public void Bound_ZipfOverSixteenSilos_HoldsAndNamesTheFrequent(double exponent)
    {
        const int Silos = 16;
        var random = new Random(TestRun.SeedFor(nameof(Bound_ZipfOverSixteenSilos_HoldsAndNamesTheFrequent)));
        var zipf = new Zipf(5_000, exponent);
        var silos = Enumerable.Range(0, Silos).Select(_ => new FrequentItems(FrequentItems.WindowCapacity)).ToArray();
        var exact = new ExactCounts();
        for (var i = 0; i < 200_000; i++)
        {
            var item = $"t{zipf.Draw(random)}";
            silos[random.Next(Silos)].Add(item);
            exact.Add(item);
        }

        var all = new FrequentItems(FrequentItems.WindowCapacity);
        foreach (var silo in silos) all.Merge(silo);

        exact.Check(all);
        output.WriteLine($"exponent {exponent}: error {all.Error:0} of {all.Total:0} ({all.Error / all.Total:0.0000}; bound {1.0 / 201:0.0000}), {all.Counts.Count} counters");
        var frequent = exact.Items.Where(i => exact[i] > all.Total / 201).ToList();
        Assert.NotEmpty(frequent);
        Assert.All(frequent, i => Assert.True(all.Contains(i)));
    }

    /// <summary>Streams made to hurt: all different; a heavy one that ends before, or begins after, the flood; k+1 in turn; each once and again.</summary>
    [Theory]
    [InlineData("distinct")]
    [InlineData("heavy-first")]
    [InlineData("heavy-last")]
    [InlineData("in-turn")]
    [InlineData("waves")]
    public void Bound_StreamMadeToHurt_Holds(string kind)
    {
        const int Length = 60_000, K = 50;
        var (items, exact) = (new FrequentItems(K), new ExactCounts());
        for (var i = 0; i < Length; i++)
        {
            var item = kind switch
            {
                "heavy-first" when i < Length / 10 => "heavy",
                "heavy-last" when i >= Length - (Length / 10) => "heavy",
                "in-turn" => $"i{i % (K + 1)}",
                "waves" => $"i{i / 7 % (2 * K + 1)}",
                _ => $"i{i}",
            };
            items.Add(item);
            exact.Add(item);
            if (i % 5_000 == 0) exact.Check(items);
        }

        exact.Check(items);
        if (exact["heavy"] > 0) Assert.True(items.AtLeast("heavy") > 0);
    }

    [Fact]
    public void Of_CountersNoStreamLeadsTo_AreRefused() =>
        Assert.Throws<ArgumentException>(() => FrequentItems.Of(200, 100, 1, 0, [new("a", 50)]));

    [Fact]
    public void Merge_CoarserSummary_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new FrequentItems(200).Merge(new(100)));

    [Fact]
    public void AddUnsorted_AnyItem_CouldBeAmongThem()
    {
        var items = new FrequentItems(200);
        items.Add("a", 5);
        items.AddUnsorted(3);

        Assert.Equal((5, 8, 3, 8), (items.AtLeast("a"), items.AtMost("a"), items.AtMost("b"), items.Total));
    }
}
