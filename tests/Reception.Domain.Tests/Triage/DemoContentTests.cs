using Reception.Domain.Knowledge;
using Reception.Domain.Triage;
using Reception.Tests;

namespace Reception.Domain.Tests.Triage;

public sealed class DemoContentTests
{
    private static readonly Lazy<TriageIndex> Chinese = new(() => Build("demo.knowledge.jsonl"));
    private static readonly Lazy<TriageIndex> English = new(() => Build("demo-en.knowledge.jsonl"));

    [Theory]
    [InlineData("demo.knowledge.jsonl")]
    [InlineData("demo-en.knowledge.jsonl")]
    public void Content_OfDemoShop_IsCompleteAndFreeOfDuplicates(string file)
    {
        var import = KnowledgeImport.Parse(File.ReadAllBytes(PathOf(file)));
        Assert.Empty(import.Problems);
        Assert.True(import.Entries.Length >= 70);
        Assert.All(import.Entries, e => Assert.True(e is { Answer.Length: > 10, Topic.Length: > 1, Similar.Length: >= 3 and <= 6 }, e.Id));
        Assert.Empty(KnowledgeBase.Create(1, import.Entries).Duplicates);
    }

    [Theory]
    [InlineData("什么时候发货", "ship-when")]
    [InlineData("亲，请问我买的东西什么时候能发货呢", "ship-when")]
    [InlineData("我想问下退款几天能到账", "refund-when")]
    [InlineData("买完就降价了，能不能补差价给我", "price-protect")]
    [InlineData("尾款是什么时候付啊", "presale-balance")]
    [InlineData("定金不想要了能退给我吗", "presale-deposit")]
    [InlineData("敏感肌能不能用这个", "skin-sensitive")]
    [InlineData("收货地址写错了 帮我改下", "addr-change")]
    [InlineData("擦完脸上发红很痒", "allergy")]
    [InlineData("你们家是正品吗", "auth")]
    [InlineData("可以开发票吗", "invoice-how")]
    [InlineData("孕妇能用吗", "pregnant")]
    public void Judge_ChineseParaphrase_AnswersWithItsEntry(string text, string entry) => AssertAnswers(Chinese.Value, text, entry);

    [Theory]
    [InlineData("when will my order ship", "ship-when")]
    [InlineData("Hi, could you tell me when my order ships?", "ship-when")]
    [InlineData("how long until I get my refund", "refund-when")]
    [InlineData("how can I pair my earbuds with the phone", "hp-pair")]
    [InlineData("I'd like to return an item", "return-how")]
    [InlineData("the promo code is not working", "discount-code")]
    [InlineData("can I change the address for delivery", "address-change")]
    [InlineData("my package shows delivered but I never got it", "track-not-received")]
    [InlineData("do you offer discounts for students", "discount-student")]
    [InlineData("what does the warranty cover if I drop it in water", "warranty-cover")]
    public void Judge_EnglishParaphrase_AnswersWithItsEntry(string text, string entry) => AssertAnswers(English.Value, text, entry);

    [Theory]
    [InlineData("今天股市怎么样")]
    [InlineData("给我讲个笑话")]
    [InlineData("附近哪里有好吃的火锅")]
    public void Judge_ChineseOffTopic_IsNotAnswered(string text) => Assert.NotEqual(TriageKind.Answer, Chinese.Value.Judge(text, default, TriageThresholds.Default).Kind);

    [Theory]
    [InlineData("who is the president of france")]
    [InlineData("write me a poem about the sea")]
    [InlineData("what is the weather like tomorrow")]
    public void Judge_EnglishOffTopic_IsNotAnswered(string text) => Assert.NotEqual(TriageKind.Answer, English.Value.Judge(text, default, TriageThresholds.Default).Kind);

    private static void AssertAnswers(TriageIndex index, string text, string entry)
    {
        var decision = index.Judge(text, default, TriageThresholds.Default);
        Assert.Equal((TriageKind.Answer, entry), (decision.Kind, decision.Candidates.FirstOrDefault()?.Entry.Id));
    }

    private static TriageIndex Build(string file) => TriageIndex.Build(KnowledgeBase.Create(1, KnowledgeImport.Parse(File.ReadAllBytes(PathOf(file))).Entries));

    private static string PathOf(string file) => Path.Combine(TestRun.Root, "silo", "Demo", file);
}
