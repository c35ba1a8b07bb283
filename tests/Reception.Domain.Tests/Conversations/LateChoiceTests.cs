using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

/// <summary>A language model chooses among candidates or words the question back; anything else it says is as if there were none.</summary>
public sealed class LateChoiceTests
{
    private readonly Story _story = new() { Abilities = new(Choices: true) };

    [Fact]
    public void Post_Unsure_AwaitsAChoiceAmongTheCandidates() =>
        Assert.Equal(["e1", "e2"], Assert.Single(_story.Post("unsure").State.Awaited).Candidates!.Select(c => c.EntryId));

    [Fact]
    public void Post_SecondMiss_HandsOverWithoutAsking()
    {
        _story.Post("unsure");

        Assert.Equal(["MessageAccepted", "MissCounted", "HandedOver", "NoticePosted"], Story.Kinds(_story.Post("unsure")));
    }

    [Fact]
    public void Reply_Candidate_IsAnsweredFromTheEntry()
    {
        _story.Post("unsure");

        var said = Assert.IsType<BotAnswered>(Assert.Single(Choose(BotReplyKind.Entry, "e2").Events));

        Assert.Equal(("e2", "A: e2", Conversation.ChosenRule), (said.EntryId, said.Text, said.Rule));
    }

    [Theory]
    [InlineData(BotReplyKind.Nothing, null, null)]
    [InlineData(BotReplyKind.Entry, "e4", null)]
    [InlineData(BotReplyKind.Entry, "no such entry", null)]
    [InlineData(BotReplyKind.Entry, null, null)]
    [InlineData(BotReplyKind.Orders, "e1", null)]
    [InlineData(BotReplyKind.Question, null, null)]
    [InlineData(BotReplyKind.Question, null, "Visit https://evil.example?")]
    [InlineData(BotReplyKind.Question, null, "The answer is 42, did you know?")]
    [InlineData((BotReplyKind)77, "e1", "Question 1?")]
    public void Reply_NotPermitted_IsTheStandardQuestion(BotReplyKind kind, string? entry, string? question)
    {
        var without = new Story { Abilities = Abilities.None };
        without.Post("unsure");
        _story.Post("unsure");

        Choose(kind, entry, question);

        Assert.Equal(Shown(without.Thread[^1]), Shown(_story.Thread[^1]));
    }

    [Fact]
    public void Reply_PermittedQuestion_IsAskedInItsWords()
    {
        _story.Post("unsure");

        Choose(BotReplyKind.Question, question: "Is it about question 1 or question 2?");

        Assert.True(_story.Journal[^1] is BotClarified { Text: "Is it about question 1 or question 2?", Suggestions.Length: 2, Rule: Conversation.WordedRule });
    }

    [Fact]
    public void Reply_NoEntryIsMeant_HandsOver()
    {
        _story.Post("unsure");

        Choose(BotReplyKind.NoEntry);

        Assert.Equal((ConversationPhase.Waiting, HandOverReason.NotUnderstood), (_story.State.Phase, _story.State.Reason));
    }

    [Fact]
    public void Reply_EntryGivenBefore_IsNotGivenAgain()
    {
        _story.Post("e1");
        _story.Post("unsure");

        Choose(BotReplyKind.Entry, "e1");

        Assert.IsType<BotClarified>(_story.Journal[^1]);
    }

    [Fact]
    public void Reply_TopicForHumans_HandsOver()
    {
        _story.Policy = _story.Policy with { Bot = new BotPolicy(TopicsForHumans: ["refund"]) };
        _story.Judge = new Refunds();
        _story.Post("unsure");

        Choose(BotReplyKind.Entry, "e1");

        Assert.Equal(HandOverReason.TopicForHumans, _story.State.Reason);
    }

    [Fact]
    public void Overdue_IsTheStandardQuestion()
    {
        _story.Post("unsure");
        _story.Now += AwaitedReply.ChoicePatience;

        _story.Overdue();

        Assert.True(_story.Journal[^1] is BotClarified { Rule: null, Suggestions.Length: 2 });
    }

    [Fact]
    public void Reply_TheBotHasAnsweredALaterMessage_IsOvertaken()
    {
        var awaited = _story.Post("unsure").State.Awaited[0];
        _story.Post("answer 1");

        Assert.Equal(CommandOutcome.NotAwaited, _story.Reply(Story.To(awaited, BotReplyKind.Entry) with { EntryId = "e1" }).Outcome);
    }

    [Fact]
    public void Reply_OnlyThanksCameMeanwhile_IsStillSaid()
    {
        _story.Post("unsure");
        _story.Post("thanks");

        Assert.Equal(CommandOutcome.Done, Choose(BotReplyKind.Entry, "e1").Outcome);
    }

    [Fact]
    public void Reply_AnAgentServesByThen_TheChosenEntryBecomesADraft()
    {
        _story.Post("unsure");
        _story.ServedBy("li");

        var late = Choose(BotReplyKind.Entry, "e2");

        Assert.True(Assert.Single(late.Proposals) is { EntryId: "e2", LateForEpoch: true });
    }

    [Fact]
    public void Post_BurstWithAnAnswer_AsksNobody() => Assert.Empty(_story.Post("unsure", "answer 1").State.Awaited);

    [Fact]
    public void Post_UnsureWhileServed_AsksNobody()
    {
        _story.ServedBy("li");

        Assert.Empty(_story.Post("unsure").State.Awaited);
    }

    private Decision Choose(BotReplyKind kind, string? entry = null, string? question = null) =>
        _story.Reply(Story.To(_story.State.Awaited[0], kind) with { EntryId = entry, Question = question });

    private static (string, string, string) Shown(ChatMessage message) => (message.Kind.ToString(), message.Text, string.Join(',', message.Suggestions!.Select(s => s.EntryId)));

    private sealed class Refunds : IJudge
    {
        public Judgement Judge(string text, ConversationState state) => WordJudge.Instance.Judge(text, state);

        public Judgement? Recall(string entryId, ConversationState state) => new(JudgementKind.Answer, EntryId: entryId, Reply: "Money.", Topic: "refund");
    }
}
