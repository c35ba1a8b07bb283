using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using Raw = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Tests.Knowledge;

/// <summary>The one set of rules for entries.</summary>
public sealed class EntryRulesTests
{
    private static readonly Raw Good = new("a", "When?", "Now.", []);

    [Theory]
    [InlineData("https://shop.example/a?b=c#d", true)]
    [InlineData("/media/a.svg", true)]
    [InlineData("/", true)]
    [InlineData("http://shop.example/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("JaVaScRiPt:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("vbscript:x", false)]
    [InlineData("//evil.example/", false)]
    [InlineData("/\\evil.example/", false)]
    [InlineData("/\t/evil.example/", false)]
    [InlineData(" https://shop.example/", false)]
    [InlineData("https://shop.example@evil.example/", false)]
    [InlineData("https:/evil", false)]
    [InlineData("https:", false)]
    [InlineData("media/a.svg", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsSafeUrl_AnyText_TellsWhatMayStandInAMessage(string? url, bool expected) => Assert.Equal(expected, MessagePart.IsSafeUrl(url));

    [Fact]
    public void IsSafeUrl_TooLong_IsRefused() => Assert.False(MessagePart.IsSafeUrl("/" + new string('a', MessagePart.MaxUrlLength)));

    public static TheoryData<string, Raw> Broken() => new()
    {
        { "BadDate", Good with { From = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.UnixEpoch } },
        { "BadId", Good with { Id = "a\nb" } },
        { "BadId", Good with { Next = ["a"] } },
        { "DuplicateId", Good with { Next = ["b", "b"] } },
        { "TooMany", Good with { Next = [.. Enumerable.Range(0, KnowledgeLimits.Next + 1).Select(i => $"n{i}")] } },
        { "TooMany", Good with { Parts = [.. Enumerable.Repeat(new MessagePart(PartKind.Text, "x"), MessagePart.MaxParts + 1)] } },
        { "BadPart", Good with { Parts = [null!] } },
        { "BadPart", Good with { Parts = [new((PartKind)9)] } },
        { "BadPart", Good with { Parts = [new(PartKind.Picture)] } },
        { "BadPart", Good with { Parts = [new(PartKind.Product, Url: "/p")] } },
        { "BadPart", Good with { Parts = [new(PartKind.Product, Title: "x", Picture: "data:x")] } },
        { "BadPart", Good with { Parts = [new(PartKind.Buttons, Buttons: [])] } },
        { "BadPart", Good with { Parts = [new(PartKind.Buttons, Buttons: [new("x", Url: "javascript:x")])] } },
        { "BadPart", Good with { Parts = [new(PartKind.Buttons, Buttons: [null!])] } },
        { "TooLong", Good with { Parts = [new(PartKind.Text, new string('x', MessagePart.MaxTextLength + 1))] } },
        { "BadVariant", Good with { Variants = [new([], "x")] } },
        { "BadVariant", Good with { Variants = [null!] } },
        { "BadVariant", Good with { Variants = [new(["web"], "x"), new(["WEB"], "y")] } },
        { "UnknownChannel", Good with { Variants = [new(["fax"], "x")] } },
        { "UnknownSlot", Good with { Answer = "It is {order.mood}." } },
        { "UnknownSlot", Good with { Variants = [new(["web"], "{product.name}")] } },
        { "NeverShown", Good with { WithoutOrder = "No order." } },
        { "NeverShown", Good with { Answer = null, Parts = [new(PartKind.Text, "x")] } },
        { "EmptySimilar", Good with { Similar = [null!] } },
    };

    [Theory, MemberData(nameof(Broken))]
    public void Check_OneThingWrong_SaysIt(string code, Raw entry) =>
        Assert.Equal([Enum.Parse<KnowledgeProblemCode>(code)], EntryRules.Check(entry, new HashSet<string> { "web" }).Select(p => p.Code));

    [Theory]
    [InlineData("{order.status} {order.expectedAt}")]
    [InlineData("{name} {} {order} {order.} { order.status }")]
    public void Check_KnownSlotsAndOtherBraces_AreFine(string answer) => Assert.Empty(EntryRules.Check(Good with { Answer = answer }));

    [Fact]
    public void Check_MissingMembers_NeverThrows() => Assert.NotEmpty(EntryRules.Check(new(null!, null!, null, null!, null, [new(PartKind.Buttons, Buttons: [null!])], null, null, [new(null!, null, [null!])], [null!])));

    [Fact]
    public void Parse_LinksBetweenEntries_MayGoRoundButNotAstray()
    {
        var import = KnowledgeImport.Parse("""
            {"id":"a","question":"one","answer":"1","next":["b"]}
            {"id":"b","question":"two","answer":"2","next":["a"]}
            {"id":"c","question":"three","answer":"3","next":["x"],"parts":[{"kind":"buttons","buttons":[{"label":"y","entryId":"y"}]}]}
            """);
        Assert.Equal([(3, KnowledgeProblemCode.UnknownEntry), (3, KnowledgeProblemCode.UnknownEntry)], import.Problems.Select(p => (p.Line, p.Code)));
    }

    [Theory]
    [InlineData("""{"id":"a","question":"q","from":"2026-11-31T00:00:00Z"}""")]
    [InlineData("""{"id":"a","question":"q","until":"next week"}""")]
    [InlineData("""{"id":"a","question":"q","from":"0001-01-01"}""")]
    public void Parse_NoDate_IsBadDate(string line) =>
        Assert.Equal(KnowledgeProblemCode.BadDate, Assert.Single(KnowledgeImport.Parse(System.Text.Encoding.UTF8.GetBytes(line), setting: ImportSetting.Of("Asia/Shanghai", [])).Problems).Code);

    [Theory]
    [InlineData("""{"id":"a","id":"b","question":"q"}""")]
    [InlineData("""{"id":"a","question":"q","parts":[{"kind":"script","text":"x"}]}""")]
    [InlineData("""{"id":"a","question":"q","parts":[{"kind":0,"text":"x"}]}""")]
    [InlineData("""{"id":"a","question":"q","parts":[{"kind":"text","txt":"x"}]}""")]
    [InlineData("""{"id":"a","question":"q","x":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}""")]
    public void Parse_WrongShape_IsBadJson(string line) => Assert.Equal(KnowledgeProblemCode.BadJson, Assert.Single(KnowledgeImport.Parse(line).Problems).Code);

    [Fact]
    public void Parse_UnknownField_IsAWarning()
    {
        var import = KnowledgeImport.Parse("""{"id":"a","question":"q","untill":"2026-11-11"}""");
        Assert.Single(import.Entries);
        Assert.Equal(KnowledgeProblemCode.UnknownField, Assert.Single(import.Warnings).Code);
    }
}
