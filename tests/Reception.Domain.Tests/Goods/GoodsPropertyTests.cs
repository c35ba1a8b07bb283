using Reception.Contracts.Goods;
using Reception.Domain.Goods;
using Reception.Domain.Tests.Triage;
using Reception.Tests;

namespace Reception.Domain.Tests.Goods;

public sealed class GoodsPropertyTests
{
    private static readonly GoodsContext Context = new(RandomCatalogue.Now);
    private static readonly int Runs = TestRun.Cases(200, 3_000);

    [Fact]
    public void Recommend_AnyCatalogue_ShowsOnlyWhatMeetsEveryCondition() => ForAll(nameof(Recommend_AnyCatalogue_ShowsOnlyWhatMeetsEveryCondition), (products, text, decision) =>
    {
        if (decision.Kind != GoodsKind.Suits) return;
        foreach (var shown in decision.Products.Select(id => products.Single(p => p.Id == id)))
        {
            foreach (var tag in RandomCatalogue.Tags.Where(t => text.Contains(t.Split('/')[0]))) Assert.True(shown.Suits!.Contains(tag), $"{text} | {decision.Reply} | {string.Join(" ", decision.Reasons)}");
            foreach (var kind in RandomCatalogue.Kinds.Where(text.Contains)) Assert.True(shown.Attributes![0].Values.Contains(kind), $"{text} | {decision.Reply}");
            foreach (var colour in RandomCatalogue.Colours.Where(text.Contains)) Assert.True(shown.Attributes![1].Values.Contains(colour), $"{text} | {decision.Reply}");
            if (text.Contains("元以内")) Assert.True(shown.Price <= Numbers(text)[0], text);
            if (text.EndsWith('元')) Assert.InRange(shown.Price!.Value, Numbers(text)[0], Numbers(text)[1]);
        }
    });

    [Fact]
    public void Recommend_AnyCatalogue_ShowsOnlyWhatIsOffered() => ForAll(nameof(Recommend_AnyCatalogue_ShowsOnlyWhatIsOffered), (products, _, decision) =>
    {
        if (decision.Kind is not (GoodsKind.Suits or GoodsKind.GoesWith)) return;
        foreach (var shown in decision.Products.Skip(decision.Kind == GoodsKind.GoesWith ? 1 : 0).Select(id => products.Single(p => p.Id == id)))
        {
            Assert.True(shown.InStock);
            Assert.True((shown.From ?? DateTimeOffset.MinValue) <= RandomCatalogue.Now && RandomCatalogue.Now < (shown.Until ?? DateTimeOffset.MaxValue));
        }
    });

    [Fact]
    public void Answer_ProductsInAnotherOrder_IsTheSame()
    {
        var spoken = 0;
        for (var run = 0; run < Runs; run++)
        {
            var random = new RandomCatalogue(nameof(Answer_ProductsInAnotherOrder_IsTheSame), run);
            var (products, text) = (random.Products(), random.Question());
            var one = GoodsIndex.Build(1, products).Answer(text, Context, GoodsWords.Chinese);
            random.Random.Shuffle(products);
            var other = GoodsIndex.Build(1, products).Answer(text, Context, GoodsWords.Chinese);
            Assert.Equal((one?.Kind, one?.Reply, one?.Confidence), (other?.Kind, other?.Reply, other?.Confidence));
            Assert.Equal(one?.Products ?? [], other?.Products ?? []);
            if (one is not null) spoken++;
        }
        Assert.True(spoken > Runs / 10, $"{spoken}");
    }

    [Fact]
    public void Answer_ProductThatIsNotThere_SaysNothing()
    {
        var index = GoodsIndex.Build(1, new RandomCatalogue(nameof(Answer_ProductThatIsNotThere_SaysNothing), 0).Products());
        foreach (var text in new[] { "珊瑚项链多少钱", "珊瑚项链和什么搭配", "珊瑚项链和玳瑁发簪有什么区别", "how much is the coral necklace", "珊瑚项链适合谁用" })
            Assert.Null(index.Answer(text, Context, GoodsWords.Chinese));
    }

    [Fact]
    public void Answer_RandomText_NeverThrows()
    {
        var index = GoodsIndex.Build(1, new RandomCatalogue(nameof(Answer_RandomText_NeverThrows), 0).Products());
        var random = new Random(TestRun.SeedFor(nameof(Answer_RandomText_NeverThrows)));
        string[] salt = ["多少钱", "适合油皮", "200元以内", "$", "和什么搭配", "台灯", "区别", "9999999999999999999以内", "一二三百千以内"];
        for (var i = 0; i < TestRun.Cases(3_000, 200_000); i++)
        {
            var text = RandomText.Of(random, random.Next(0, 60)) + salt[random.Next(salt.Length)] + RandomText.Of(random, random.Next(0, 60)) + salt[random.Next(salt.Length)];
            var decision = index.Answer(text, Context with { AtHand = text, Previous = text }, GoodsWords.Chinese);
            Assert.InRange(decision?.Confidence ?? 0, 0, 1);
            Assert.InRange(decision?.Parts.Length ?? 0, 0, GoodsDecision.MaxProducts + 1);
        }
    }

    [Theory]
    [InlineData("多少钱")]
    [InlineData("台灯")]
    [InlineData("适合油皮 ")]
    [InlineData("1")]
    [InlineData("$")]
    [InlineData("a ")]
    [InlineData("between 1 and ")]
    [InlineData("1,000")]
    [InlineData("\u202E\u0301")]
    public void Answer_TenKilobytesOfOneThing_StaysWithinBounds(string unit)
    {
        var index = GoodsIndex.Build(1, new RandomCatalogue(nameof(Answer_TenKilobytesOfOneThing_StaysWithinBounds), 0).Products());
        var decision = index.Answer(string.Concat(Enumerable.Repeat(unit, 10_240 / unit.Length)), Context, GoodsWords.Chinese);
        Assert.InRange(decision?.Products.Length ?? 0, 0, GoodsDecision.MaxProducts + 1);
    }

    [Fact]
    public void Answer_NoProductsWord_AllocatesNothing()
    {
        var index = GoodsIndex.Build(1, new RandomCatalogue(nameof(Answer_NoProductsWord_AllocatesNothing), 0).Products());
        index.Answer("我的包裹到哪里了，麻烦帮我看一下好吗", Context, GoodsWords.Chinese);
        var before = GC.GetAllocatedBytesForCurrentThread();
        index.Answer("我的包裹到哪里了，麻烦帮我看一下好吗", Context, GoodsWords.Chinese);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("demo-en")]
    public void Answer_MessagesOfOtherBusiness_AlmostNeverSpeaks(string shop)
    {
        if (TestRun.SharedData is not { } data) Assert.Skip("shared/data is not beside the repository");
        var catalogue = CatalogueImport.Parse(File.ReadAllBytes(Path.Combine(TestRun.Root, "silo", "Demo", $"{shop}.catalogue.jsonl")), CatalogueFormat.JsonLines);
        var index = GoodsIndex.Build(1, catalogue.Products);
        var messages = File.ReadLines(Path.Combine(TestRun.SharedData!, "utterances.txt")).ToArray();
        Assert.InRange(messages.Count(m => index.Answer(m, Context, GoodsWords.Chinese) is not null), 0, messages.Length / 5_000);
    }

    private static void ForAll(string test, Action<Product[], string, GoodsDecision> check)
    {
        var spoken = 0;
        for (var run = 0; run < Runs; run++)
        {
            var random = new RandomCatalogue(test, run);
            var products = random.Products();
            var index = GoodsIndex.Build(1, products);
            for (var i = 0; i < 10; i++)
            {
                var text = random.Question();
                if (index.Answer(text, Context, GoodsWords.Chinese) is not { IsAnswer: true } decision) continue;
                spoken++;
                check(products, text, decision);
            }
        }
        Assert.True(spoken > Runs, $"{spoken} answers in {Runs} runs");
    }

    private static int[] Numbers(string text) => [.. System.Text.RegularExpressions.Regex.Matches(text, "[0-9]+").Select(m => int.Parse(m.Value))];
}
