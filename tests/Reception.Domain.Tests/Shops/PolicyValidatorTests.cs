using Reception.Contracts.Shops;
using Reception.Domain.Shops;

namespace Reception.Domain.Tests.Shops;

public sealed class PolicyValidatorTests
{
    private static readonly ShopPolicy Fine = new("Demo", "zh", "Asia/Shanghai", [new("sales")], [new("web", ["https://shop.example"])], new());

    [Fact]
    public void Validate_FinePolicy_FindsNothing() => Assert.Empty(PolicyValidator.Validate(Fine));

    [Fact]
    public void Validate_ManyErrors_FindsAllAtOnce()
    {
        var policy = Fine with { Name = "", Language = "fr", TimeZone = "Nowhere/At_All", Queues = [], Channels = [], Bot = new(AnswerThreshold: 2), IdleCloseMinutes = 0 };

        var paths = PolicyValidator.Validate(policy).Select(e => e.Split(':')[0]);

        Assert.Superset(new HashSet<string> { "name", "language", "timeZone", "queues", "channels", "bot.answerThreshold", "idleCloseMinutes" }, paths.ToHashSet());
    }

    public static TheoryData<string, ShopPolicy> Broken() => new()
    {
        { "queues", Fine with { Queues = [new("a"), new("A")] } },
        { "queues[0].name", Fine with { Queues = [new("a b")] } },
        { "queues[0].offerSeconds", Fine with { Queues = [new("a", OfferSeconds: 4)] } },
        { "queues[0].targetSeconds", Fine with { Queues = [new("a", TargetSeconds: 0)] } },
        { "queues[0].chatWeight", Fine with { Queues = [new("a", ChatWeight: 0)] } },
        { "queues.topics", Fine with { Queues = [new("a", Topics: ["refund"]), new("b", Topics: ["refund"])] } },
        { "channels[0].name", Fine with { Channels = [new("a/b")] } },
        { "channels[0].origins", Fine with { Channels = [new("web", ["https://shop.example/path"])] } },
        { "bot", Fine with { Bot = null! } },
        { "bot.clarifyThreshold", Fine with { Bot = new(AnswerThreshold: 0.3, ClarifyThreshold: 0.4) } },
        { "bot.answerThreshold", Fine with { Bot = new(AnswerThreshold: 0.9, SimpleThreshold: 0.85) } },
        { "bot.wrongAnswerCost", Fine with { Bot = new(WrongAnswerCost: 0) } },
        { "bot.missesBeforeHandOver", Fine with { Bot = new(MissesBeforeHandOver: 0) } },
        { "bot.whileHumanServes", Fine with { Bot = new(WhileHumanServes: (AssistMode)9) } },
        { "bot.languageModel.callsPerMinute", Fine with { Bot = new(LanguageModel: new(CallsPerMinute: 0)) } },
        { "bot.languageModel.tokensPerDay", Fine with { Bot = new(LanguageModel: new(TokensPerDay: 999)) } },
        { "hours[0]", Fine with { Hours = [new(DayOfWeek.Monday, 600, 600)] } },
        { "hours[0].day", Fine with { Hours = [new((DayOfWeek)8, 0, 600)] } },
        { "disconnectGraceSeconds", Fine with { DisconnectGraceSeconds = -1 } },
        { "presenceReasons[0]", Fine with { PresenceReasons = [" "] } },
        { "presenceReasons", Fine with { PresenceReasons = ["lunch", "Lunch"] } },
        { "supervision.takeOverWeight", Fine with { Supervision = new(TakeOverWeight: 101) } },
        { "supervision.consultSeconds", Fine with { Supervision = new(ConsultSeconds: 9) } },
        { "greeting", Fine with { Greeting = new string('x', PolicyValidator.MaxGreetingLength + 1) } },
    };

    [Theory, MemberData(nameof(Broken))]
    public void Validate_OneError_NamesItsPath(string path, ShopPolicy policy) => Assert.Equal(path, Assert.Single(PolicyValidator.Validate(policy)).Split(':')[0]);
}
