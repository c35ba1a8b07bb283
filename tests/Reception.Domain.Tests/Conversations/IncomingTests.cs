using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;

namespace Reception.Domain.Tests.Conversations;

public sealed class IncomingTests
{
    private readonly Story _story = new();

    [Fact]
    public void Post_RepeatedIds_GetTheSameAcksAndStoreNothing()
    {
        var first = _story.PostWithIds(("m1", "answer 1"), ("m2", "thanks"));

        var again = _story.PostWithIds(("m1", "answer 1"), ("m2", "thanks"));

        Assert.Equal(CommandOutcome.Repeated, again.Outcome);
        Assert.Equal(first.Acks, again.Acks);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Post_PartlyRepeated_StoresTheNewOnesOnly()
    {
        _story.PostWithIds(("m1", "thanks"));

        var acks = _story.PostWithIds(("m1", "thanks"), ("m2", "thanks"), ("m2", "thanks")).Acks;

        Assert.Equal(["m1", "m2", "m2"], acks.Select(a => a.ClientMessageId));
        Assert.Equal(2, _story.Thread.Count(m => m.Author == Author.Customer));
    }

    [Fact]
    public void Post_RepeatBeyondTheWindow_IsTakenForNew()
    {
        _story.PostWithIds(("m0", "thanks"));
        for (var i = 1; i <= SeenIds.Capacity; i++) _story.PostWithIds(($"m{i}", "thanks"));

        Assert.Equal(CommandOutcome.Done, _story.PostWithIds(("m0", "thanks")).Outcome);
    }

    [Theory]
    [InlineData("", "text")]
    [InlineData("with space", "text")]
    [InlineData("id", " ")]
    public void Post_OutOfBounds_IsInvalid(string id, string text) => Assert.Equal(CommandOutcome.Invalid, _story.PostWithIds((id, text)).Outcome);

    [Fact]
    public void Post_TextTooLong_NamesTheBound() => Assert.Contains("4000", _story.Post(new string('x', 4_001)).Error);

    [Fact]
    public void Post_TooManyMessages_IsInvalid() =>
        Assert.Equal(CommandOutcome.Invalid, _story.Post([.. Enumerable.Repeat("thanks", PostMessages.MaxMessages + 1)]).Outcome);

    [Fact]
    public void OpenSession_Context_IsKeptAndAddedTo()
    {
        _story.Open("s1", context: new(Page: "/item/1", Order: "42"));
        _story.Open("s1", context: new(Page: "/item/2"));

        Assert.Equal(new VisitContext("/item/2", Order: "42"), _story.State.Context);
    }

    [Fact]
    public void OpenSession_ContextTooLong_IsInvalid() =>
        Assert.Equal(CommandOutcome.Invalid, _story.Open("s1", context: new(Page: new string('x', VisitContext.MaxLength + 1))).Outcome);

    [Fact]
    public void OpenSession_TheSameAgain_WritesNothing()
    {
        _story.Open("s1");

        Assert.Empty(_story.Open("s1").Events);
    }

    [Fact]
    public void OpenSession_OneTooMany_EndsTheOldest()
    {
        for (var i = 0; i <= ConversationState.MaxSessions; i++) _story.Open($"s{i}");

        Assert.Equal(ConversationState.MaxSessions, _story.State.Sessions.Length);
        Assert.Null(_story.State.FindSession("s0"));
    }

    [Fact]
    public void Transfer_AgentsSessions_EndWithHisOwnership()
    {
        _story.Open("s1");
        _story.ServedBy("li").Transfer("li", "service");

        Assert.Equal("s1", Assert.Single(_story.State.Sessions).SessionId);
    }
}
