using Reception.Contracts.Goods;
using Reception.Domain.Goods;
using Reception.Tests;

namespace Reception.Domain.Tests.Goods;

/// <summary>The shipped demo catalogues, asked as customers ask.</summary>
public sealed class DemoCatalogueTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);
    private static readonly GoodsIndex Chinese = Build("demo");
    private static readonly GoodsIndex English = Build("demo-en");

    [Theory]
    [InlineData("demo")]
    [InlineData("demo-en")]
    public void Catalogue_OfDemoShop_IsUsable(string shop)
    {
        var import = Read(shop);
        Assert.Empty(import.Problems);
        Assert.True(import.Products.Length >= 12);
    }

    [Theory]
    [InlineData("玫瑰水和什么搭配", GoodsKind.GoesWith, "hy-toner-rose hy-essence-ha hy-cream-rich hy-clean-amino")]
    [InlineData("花屿大马士革玫瑰水配什么精华好", GoodsKind.GoesWith, "hy-toner-rose hy-essence-ha")]
    [InlineData("请问视黄醇精华可以和什么一起用呀", GoodsKind.GoesWith, "hy-essence-retinol hy-cream-rich hy-sun")]
    [InlineData("玻尿酸精华和滋润面霜可以一起用吗", GoodsKind.GoesWith, "hy-essence-ha hy-cream-rich")]
    [InlineData("油皮用哪个洁面", GoodsKind.Suits, "hy-clean-oil")]
    [InlineData("我是油性皮肤，推荐一款防晒霜", GoodsKind.Suits, "hy-sun")]
    [InlineData("适合敏感肌的精华有哪些", GoodsKind.Suits, "hy-essence-repair")]
    [InlineData("送妈妈用什么好", GoodsKind.Suits, "hy-cream-rich hy-essence-retinol hy-gift-rose")]
    [InlineData("100以内适合油皮的有什么推荐", GoodsKind.Suits, "hy-toner-balance hy-mask-mud hy-clean-oil")]
    [InlineData("一百块以内的面膜推荐一下", GoodsKind.Suits, "hy-mask-mud hy-mask-hydra")]
    [InlineData("有没有无香的洁面", GoodsKind.Suits, "hy-clean-amino")]
    [InlineData("玫瑰水适合油皮吗", GoodsKind.Suits, "hy-toner-rose hy-toner-balance hy-mask-mud hy-clean-oil")]
    [InlineData("氨基酸洁面敏感肌可以用吗", GoodsKind.Suits, "hy-clean-amino")]
    [InlineData("玻尿酸精华和修护精华有什么区别", GoodsKind.Compare, "hy-essence-ha hy-essence-repair")]
    [InlineData("控油洁面跟氨基酸洗面奶哪个好", GoodsKind.Compare, "hy-clean-oil hy-clean-amino")]
    [InlineData("玫瑰水多少钱", GoodsKind.Facts, "hy-toner-rose")]
    [InlineData("修护精华的成分是什么", GoodsKind.Facts, "hy-essence-repair")]
    [InlineData("泥膜有多少毫升", GoodsKind.Facts, "hy-mask-mud")]
    [InlineData("防晒霜倍数多少", GoodsKind.Facts, "hy-sun")]
    [InlineData("滋潤面霜適合什麼皮膚", GoodsKind.Facts, "hy-cream-rich")]
    public void Answer_ChineseQuestion_TellsTheProducts(string text, GoodsKind kind, string products) => AssertTells(Chinese, text, default, GoodsWords.Chinese, kind, products);

    [Theory]
    [InlineData("what goes with the buds pro", GoodsKind.GoesWith, "nl-buds-pro nl-tips nl-charger-30")]
    [InlineData("Which headphones are best for flights?", GoodsKind.Suits, "nl-over-max")]
    [InlineData("can you recommend earbuds for running under $60", GoodsKind.Suits, "nl-buds-lite")]
    [InlineData("I'm looking for a speaker for the beach", GoodsKind.Suits, "nl-speaker-go")]
    [InlineData("which speaker do you have in red", GoodsKind.Suits, "nl-speaker-go")]
    [InlineData("Are the Buds Lite good for running?", GoodsKind.Suits, "nl-buds-lite")]
    [InlineData("What's the difference between Buds Lite and Buds Pro?", GoodsKind.Compare, "nl-buds-lite nl-buds-pro")]
    [InlineData("soundbar 2.1 or soundbar 5.1, which is better?", GoodsKind.Compare, "nl-bar-21 nl-bar-51")]
    [InlineData("how much is the charging pad", GoodsKind.Facts, "nl-pad")]
    [InlineData("what colours does the go speaker come in", GoodsKind.Facts, "nl-speaker-go")]
    [InlineData("battery life of the over max?", GoodsKind.Facts, "nl-over-max")]
    public void Answer_EnglishQuestion_TellsTheProducts(string text, GoodsKind kind, string products) => AssertTells(English, text, default, GoodsWords.English, kind, products);

    [Theory]
    [InlineData("这款适合油皮吗", "hy-lotion-light", null, GoodsKind.Suits, "hy-lotion-light")]
    [InlineData("这个多少钱", "hy-sun", null, GoodsKind.Facts, "hy-sun")]
    [InlineData("多少钱呀", null, "hy-sun", GoodsKind.Facts, "hy-sun")]
    [InlineData("它和什么搭配好", "花屿轻透防晒乳", null, GoodsKind.GoesWith, "hy-sun hy-lotion-light hy-essence-retinol")]
    [InlineData("和玫瑰水有什么区别", null, "hy-toner-balance", GoodsKind.Compare, "hy-toner-balance hy-toner-rose")]
    public void Answer_ProductAtHand_IsTakenForIt(string text, string? atHand, string? previous, GoodsKind kind, string products) =>
        AssertTells(Chinese, text, new(Now, atHand, previous), GoodsWords.Chinese, kind, products);

    [Theory]
    [InlineData("什么时候发货")]
    [InlineData("玫瑰水什么时候发货")]
    [InlineData("我买的玫瑰水漏了怎么办")]
    [InlineData("玫瑰水")]
    [InlineData("多少钱")]
    [InlineData("推荐一下")]
    [InlineData("不适合油皮的有哪些")]
    [InlineData("敏感肌可以用吗")]
    [InlineData("泥膜的保质期是多久")]
    [InlineData("兰花水多少钱")]
    [InlineData("油皮用哪个眼影")]
    [InlineData("积雪草面霜和玫瑰水退货运费多少")]
    [InlineData("你好")]
    [InlineData("转人工")]
    public void Answer_ChineseOfSomethingElse_SaysNothing(string text) => Assert.Null(Chinese.Answer(text, new(Now), GoodsWords.Chinese));

    [Theory]
    [InlineData("how do I pair the headphones with my phone")]
    [InlineData("my buds pro won't charge")]
    [InlineData("how much is shipping")]
    [InlineData("Which laptop should I buy?")]
    [InlineData("which laptop should I buy for gaming")]
    [InlineData("only one earbud works")]
    [InlineData("I want to return the soundbar")]
    [InlineData("which bank is best for savings")]
    [InlineData("how much battery life should a car have")]
    public void Answer_EnglishOfSomethingElse_SaysNothing(string text) => Assert.Null(English.Answer(text, new(Now), GoodsWords.English));

    [Theory]
    [InlineData("精华多少毫升", "花屿三重玻尿酸精华 花屿神经酰胺修护精华 花屿视黄醇紧致精华")]
    [InlineData("洁面和什么搭配", "花屿氨基酸温和洁面乳 花屿控油净爽洁面")]
    public void Answer_SeveralMayBeMeant_TellsOrAsksWhich(string text, string names)
    {
        var decision = Chinese.Answer(text, new(Now), GoodsWords.Chinese);
        Assert.NotNull(decision);
        Assert.All(names.Split(' '), name => Assert.True(decision.Reply.Contains(name) || decision.Suggestions.Any(s => s.Question.Contains(name)), decision.Reply));
    }

    [Fact]
    public void Answer_EverySuggestionAndButton_IsAnsweredWhenSaid()
    {
        foreach (var (index, words) in new[] { (Chinese, GoodsWords.Chinese), (English, GoodsWords.English) })
        {
            for (var at = 0; at < index.Count; at++)
            {
                var asked = index.Answer(words.AskPrice(index[at].Name), new(Now), words);
                Assert.Equal(index[at].Id, asked?.About);
                foreach (var button in asked!.Parts.SelectMany(p => p.Buttons ?? [])) Assert.NotNull(index.Answer(button.Say, new(Now), words));
            }
        }
    }

    private static void AssertTells(GoodsIndex index, string text, GoodsContext context, GoodsWords words, GoodsKind kind, string products)
    {
        var decision = index.Answer(text, context with { Now = Now }, words);
        Assert.True(decision is not null, "nothing was said");
        Assert.Equal((kind, products), (decision.Kind, string.Join(' ', decision.Products)));
        Assert.InRange(decision.Confidence, GoodsIndex.Floor, 1);
    }

    private static GoodsIndex Build(string shop) => GoodsIndex.Build(1, Read(shop).Products);

    private static CatalogueImport Read(string shop) =>
        CatalogueImport.Parse(File.ReadAllBytes(Path.Combine(TestRun.Root, "silo", "Demo", $"{shop}.catalogue.jsonl")), CatalogueFormat.JsonLines);
}
