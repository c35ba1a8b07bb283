using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

public sealed class TransferTests
{
    private readonly StaffStory _staff = StaffStory.ServedBy("li");

    private Story Story => _staff.Story;

    [Fact]
    public void TransferTo_Agent_IsPreferredForTheTimeAndKeepsTheArrival()
    {
        Story.Now += TimeSpan.FromMinutes(3);

        _staff.TransferTo("li", new(new AgentId("wang"), Seconds: 45));

        var wait = _staff.State.Wait!;
        Assert.Equal(("sales", Story.Start, "wang", Story.Now.AddSeconds(45)), (wait.Queue, wait.Arrival, wait.Preferred, wait.PreferredUntil!.Value));
        Assert.Equal(PreferredReason.AskedFor, wait.Request!.Preferred);
    }

    [Fact]
    public void Transferred_Queue_IsToldWhoGaveItAndNotOfAnEarlierOwner()
    {
        _staff.TransferTo("li", new(Queue: "service"), "service");
        Assert.Equal(new AgentId("li"), Aftermath.Waiting(_staff.State).GivenBy);

        Story.Accept("wang");
        Story.HandBack("wang");
        Story.AskForHuman();

        Assert.Null(Aftermath.Waiting(_staff.State).GivenBy);
    }

    [Fact]
    public void TransferTo_NoTime_TakesTheShops()
    {
        _staff.TransferTo("li", new(new AgentId("wang")));

        Assert.Equal(Story.Now.AddSeconds(Story.Policy.PreferredAgentSeconds), _staff.State.Wait!.PreferredUntil);
    }

    [Fact]
    public void TransferTo_Himself_IsRefused() => Assert.Equal(CommandOutcome.Invalid, _staff.TransferTo("li", new(new AgentId("li"))).Outcome);

    [Fact]
    public void TransferTo_TimeOutOfBounds_IsRefused() => Assert.Equal(CommandOutcome.Invalid, _staff.TransferTo("li", new(new AgentId("wang"), Seconds: 601)).Outcome);

    [Fact]
    public void TransferTo_StaleEpoch_IsRefused() => Assert.Equal(CommandOutcome.StaleEpoch, _staff.TransferTo("li", new(new AgentId("wang")), epoch: _staff.State.Epoch - 1).Outcome);

    [Fact]
    public void SendOutside_Kept_TellsTheCustomerInWordsAndLink()
    {
        _staff.SendOutside("li", "platform");

        var told = Story.Thread[^1];
        Assert.Equal((NoticeKind.SentOutside, ConversationPhase.Agent), (told.Notice, _staff.State.Phase));
        Assert.Contains("Market Help", told.Text, StringComparison.Ordinal);
        Assert.Equal("https://market.example/help", Assert.Single(told.Parts!).Url);
    }

    [Fact]
    public void SendOutside_Closed_ClosesAfterTheWord()
    {
        _staff.SendOutside("li", "bank", close: true);

        Assert.Equal(ConversationPhase.Closed, _staff.State.Phase);
        Assert.Equal([NoticeKind.SentOutside, NoticeKind.Closed], Story.Thread.TakeLast(2).Select(m => m.Notice));
    }

    [Fact]
    public void SendOutside_PartyOfAnotherChannel_IsRefused() => Assert.Equal(CommandOutcome.Unknown, _staff.SendOutside("li", "courier").Outcome);

    [Fact]
    public void Post_AfterSentOutside_IsNotedAsComeBack()
    {
        _staff.SendOutside("li", "platform", close: true);

        Story.Post("answer 1");

        Assert.Null(_staff.State.Staff.Outside);
        Assert.Contains(Story.Journal, e => e is CameBack { Party: "platform" });
    }

    [Fact]
    public void Post_SoonAfterSentOutsideAndClosed_AsksTheSameAgentFirst()
    {
        _staff.SendOutside("li", "platform", close: true);

        Story.Post("answer 1");

        Assert.Equal("li", _staff.State.Wait?.Preferred);
    }

    [Fact]
    public void SayInternally_WhatThePartySaid_AfterHeClosed_IsKept()
    {
        _staff.SendOutside("li", "platform", close: true);

        var noted = _staff.Say(StaffRole.Agent, "li", "They refund on Monday.", ofParty: true);

        Assert.Equal(InternalKind.Party, Assert.IsType<InternalSaid>(Assert.Single(noted.Events)).Kind);
    }

    [Fact]
    public void SayInternally_OfTheParty_WithoutOne_IsRefused() =>
        Assert.Equal(CommandOutcome.WrongPhase, _staff.Say(StaffRole.Agent, "li", "They refund on Monday.", ofParty: true).Outcome);
}
