using System.Text;
using Reception.Contracts.Conversations;
using Reception.Contracts.Goods;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Goods;

namespace Reception.Domain.Tests.Conversations;

/// <summary>Who speaks: what the shop wrote as an answer, or its catalogue.</summary>
public sealed class ReceptionJudgeTests
{
    private const string Lamps = """
        {"id":"moss","name":"Moss lamp","suits":["reading"],"price":40,"currency":"USD","goesWith":["fern"]}
        {"id":"fern","name":"Fern lamp","suits":["bedrooms"],"price":60,"currency":"USD"}
        """;

    private static readonly ConversationState Fresh = new() { Id = new(new ShopId("demo"), "web", "v-1"), Phase = ConversationPhase.Bot };
    private static readonly ShopPolicy Policy = new("Demo", "en", "UTC", [new("sales")], [new("web")], new());
    private static readonly GoodsIndex Index = GoodsIndex.Build(1, CatalogueImport.Parse(Encoding.UTF8.GetBytes(Lamps), CatalogueFormat.JsonLines).Products);

    private static readonly Judgement Unknown = new(JudgementKind.HandOver, HandOverReason.NotUnderstood, Miss: true);

    [Fact]
    public void Judge_NothingKnown_TheCatalogueAnswers()
    {
        var judgement = Judge(Unknown, "which lamp is best for reading", Fresh);
        Assert.Equal((JudgementKind.Answer, "goods:suits:moss", "recommendation"), (judgement.Kind, judgement.EntryId, judgement.Rule));
        Assert.Equal((PartKind.Product, "Moss lamp", "$40"), (judgement.Parts![0].Kind, judgement.Parts[0].Title, judgement.Parts[0].Price));
        Assert.False(judgement.Miss);
    }

    [Fact]
    public void Judge_SureEntry_Wins() => Assert.Equal("lamps", Judge(Entry(0.9), "which lamp is best for reading", Fresh).EntryId);

    [Theory]
    [InlineData(0.9, "goods:facts:moss")]
    [InlineData(0.96, "lamps")]
    public void Judge_ProductNamedInFull_TheSurerSpeaks(double confidence, string entry) => Assert.Equal(entry, Judge(Entry(confidence), "how much is the Moss lamp", Fresh).EntryId);

    [Fact]
    public void Judge_UnsureEntry_IsLeftToTheCatalogue() => Assert.Equal("goods:suits:moss", Judge(Entry(0.6), "which lamp is best for reading", Fresh).EntryId);

    [Theory]
    [InlineData(HandOverReason.Asked)]
    [InlineData(HandOverReason.Upset)]
    public void Judge_HumanIsDue_NothingIsRecommended(HandOverReason reason) =>
        Assert.Equal(reason, Judge(new(JudgementKind.HandOver, reason), "which lamp is best for reading", Fresh).Reason);

    [Fact]
    public void Judge_OtherBusiness_IsLeftToKnowledge() => Assert.Equal(Unknown, Judge(Unknown, "my Moss lamp arrived broken", Fresh));

    [Fact]
    public void Judge_SameQuestionAgain_IsNotAnsweredAgain()
    {
        var asked = Fresh with { Memory = new() { Text = "which lamp is best for reading", EntryId = "goods:suits:moss" }, Answered = ["goods:suits:moss"] };
        Assert.Equal(Unknown, Judge(Unknown, "Which lamp is best for reading?", asked));
    }

    [Fact]
    public void Judge_DislikedAnswer_IsNotGivenAgain() => Assert.Equal(Unknown, Judge(Unknown, "which lamp is best for reading", Fresh with { Rejected = ["goods:suits:moss"] }));

    [Fact]
    public void Judge_FollowUp_IsAboutTheProductBefore() =>
        Assert.Equal("goods:facts:fern", Judge(Unknown, "how much is it", Fresh with { Answered = ["ship", "goods:suits:fern"] }).EntryId);

    [Fact]
    public void Judge_ProductOfThePage_IsAtHand() =>
        Assert.Equal("goods:goes-with:moss", Judge(Unknown, "what goes with this one", Fresh with { Context = new(Product: "Moss lamp") }).EntryId);

    [Fact]
    public void Judge_PickedSuggestion_AnswersTheQuestionBefore()
    {
        var asked = Judge(Unknown, "what goes with the lamp", Fresh);
        Assert.Equal((JudgementKind.Clarify, 2), (asked.Kind, asked.Suggestions!.Length));

        var offered = Fresh with { Memory = new() { Text = "what goes with the lamp", Offered = [.. asked.Suggestions.Select(s => s.EntryId)] } };
        Assert.Equal("goods:goes-with:" + asked.Suggestions[1].EntryId.Split(':')[2], Judge(Unknown, "2", offered).EntryId);
    }

    [Fact]
    public void Judge_WhileAnAgentServes_ProposesTheAdviceFirst()
    {
        var proposals = Judge(Entry(0.6), "which lamp is best for reading", Fresh with { Phase = ConversationPhase.Agent }).Proposals;
        Assert.Equal("goods:suits:moss", proposals![0].EntryId);
    }

    private static Judgement Entry(double confidence) => new(JudgementKind.Answer, EntryId: "lamps", Reply: "We have lamps.", Confidence: confidence);

    private static Judgement Judge(Judgement known, string text, ConversationState state) =>
        new ReceptionJudge(new Fixed(known), new GoodsJudge(Index, Policy, DateTimeOffset.UnixEpoch), sure: 0.85).Judge(text, state);

    private sealed class Fixed(Judgement judgement) : IJudge
    {
        public Judgement Judge(string text, ConversationState state) => judgement;
    }
}
