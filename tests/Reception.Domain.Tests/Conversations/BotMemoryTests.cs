using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Knowledge;
using Reception.Domain.Tests.Triage;
using Reception.Domain.Triage;

namespace Reception.Domain.Tests.Conversations;

/// <summary>Conversations with the real judge: what the bot remembers from one message to the next.</summary>
public sealed class BotMemoryTests
{
    private static readonly TriageIndex Index = TriageIndex.Build(KnowledgeBase.Create(7,
    [
        .. SmallShop.Entries,
        new("blue", "蓝色的有货吗", "蓝色有货。", ["蓝色还有吗", "有没有蓝色的"], Next: ["ship"]),
        new("red", "红色的有货吗", "红色缺货。", ["红色还有吗", "有没有红色的"]),
        new("city", "能送到我们市里吗", "全国都送。", ["送货范围", "你们送外地吗", "能送到县城吗"]),
    ]));

    private readonly Story _story = new() { Judge = new TriageJudge(Index, new BotPolicy(), Story.Start) };

    [Fact]
    public void Post_FollowUpAfterCourtesy_LeansOnTheQuestionBeforeIt()
    {
        _story.Post("能送到我们市里吗");
        _story.Post("好的");
        _story.Post("那新疆呢");

        var answer = _story.Journal.OfType<BotAnswered>().Last();
        Assert.Equal(("city", "follow-up", 7L), (answer.EntryId, answer.Rule, answer.Knowledge));
    }

    [Fact]
    public void Post_FollowUpInTheSameBurst_LeansOnTheMessageBeforeIt()
    {
        _story.Post("蓝色的有货吗", "那红色的呢", "能开发票吗");

        Assert.Equal(["blue", "red", "invoice"], _story.Journal.OfType<BotAnswered>().Select(a => a.EntryId));
    }

    [Fact]
    public void Post_SeveralQuestions_AreAnsweredInOneAppend()
    {
        _story.Post("怎么开发票？什么时候发货");

        Assert.Equal([("invoice", "part"), ("ship", "part")], _story.Journal.OfType<BotAnswered>().Select(a => (a.EntryId, a.Rule)));
    }

    [Fact]
    public void Post_HalfKnownMessage_IsAnsweredAndHandedOver()
    {
        var decision = _story.Post("怎么开发票？世界上最深的湖在哪个洲？");

        Assert.Equal("invoice", _story.Journal.OfType<BotAnswered>().Single().EntryId);
        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
        Assert.Equal("世界上最深的湖在哪个洲？", Assert.Single(decision.Events.OfType<MissCounted>()).Part);
    }

    [Fact]
    public void Post_PickOfASuggestion_IsAnswered()
    {
        _story.Judge = new TriageJudge(Index, new BotPolicy(AnswerThreshold: 1, ClarifyThreshold: 0, SimpleThreshold: 1), Story.Start);
        _story.Post("退");

        _story.Post("第二个");

        var offered = _story.Journal.OfType<BotClarified>().Single().Suggestions!;
        Assert.Equal((offered[1].EntryId, "chosen"), _story.Journal.OfType<BotAnswered>().Select(a => (a.EntryId, a.Rule)).Single());
    }

    [Fact]
    public void Post_PressesTheButtonBelowAnAnswer_IsAnswered()
    {
        _story.Post("蓝色的有货吗");

        _story.Post("多久发货");

        Assert.Equal(("ship", "chosen"), _story.Journal.OfType<BotAnswered>().Select(a => (a.EntryId, a.Rule)).Last());
    }

    [Fact]
    public void Post_TheSameAgain_HandsOverWithTheRule()
    {
        _story.Post("什么时候发货");

        _story.Post("什么时候发货？？");

        var handedOver = _story.Journal.OfType<HandedOver>().Single();
        Assert.Equal((HandOverReason.NotUnderstood, "repeated"), (handedOver.Reason, handedOver.Rule));
    }

    [Fact]
    public void Post_SentTwiceInOneBurst_IsAnsweredOnce()
    {
        _story.Post("什么时候发货", "什么时候发货");

        Assert.Single(_story.Journal.OfType<BotAnswered>());
        Assert.Equal(ConversationPhase.Bot, _story.State.Phase);
    }

    [Fact]
    public void Post_DislikedAnswer_IsNotGivenAgain()
    {
        _story.Post("什么时候发货");
        _story.Journal.Clear();
        _story.RateAnswer(_story.State.LastSequence, helpful: false);

        _story.Post("多久能发货");

        Assert.Empty(_story.Journal.OfType<BotAnswered>());
        Assert.Equal(ConversationPhase.Waiting, _story.State.Phase);
    }

    [Theory]
    [InlineData("退")]
    [InlineData("什么时候发货")]
    public void Post_AsksForAHuman_HandsOverAtOnceWhateverStands(string before)
    {
        _story.Judge = new TriageJudge(Index, new BotPolicy(ClarifyThreshold: 0), Story.Start);
        _story.Post(before);

        _story.Post("算了 帮我转人工 什么时候发货");

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.Asked), (_story.State.Phase, _story.State.Reason));
    }

    [Fact]
    public void Post_AngryWhileWaiting_IsNotedAndNothingMoreIsSaid()
    {
        _story.AskForHuman();

        _story.Post("再不来人我就投诉你们", "什么时候发货");

        Assert.Equal(HandOverReason.Upset, _story.State.Reason);
        Assert.Empty(_story.Journal.OfType<BotAnswered>());
    }

    [Fact]
    public void Post_AfterTheAgent_LeansOnNothing()
    {
        _story.Post("蓝色的有货吗");
        _story.ServedBy("li");
        _story.AgentPost("li", "您好");
        _story.HandBack("li");

        _story.Post("那红色的呢");

        Assert.DoesNotContain(_story.Journal.OfType<BotAnswered>(), a => a.Rule == "follow-up");
    }

    [Fact]
    public void After_ManyLongMessages_StaysBounded()
    {
        var memory = Enumerable.Range(1, 100).Aggregate(BotMemory.Empty, (m, i) => m.After(new MessageAccepted(Story.Start, 1, i, $"m{i}", new string('长', 4_000))));

        Assert.Equal(BotMemory.MaxHeard, memory.Heard!.Length);
        Assert.All(memory.Heard, h => Assert.Equal(PreviousMessage.MaxLength, h.Text.Length));
    }
}
