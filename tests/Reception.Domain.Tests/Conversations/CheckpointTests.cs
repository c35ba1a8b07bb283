using Reception.Contracts.Assistant;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

public sealed class CheckpointTests
{
    [Fact]
    public void Restore_WhatWasTaken_IsTheSameState()
    {
        var state = Eventful().State;

        var restored = Checkpoint.Restore(Story.Id, Checkpoint.Take(state), state.Version);

        Assert.Equal(Text(state), Text(restored));
    }

    [Fact]
    public void Restore_ThroughTheJournalsBytes_IsTheSameState()
    {
        var state = Eventful().State;
        var bytes = ConversationJson.Write(new CheckpointTaken(Story.Start, state.Episode, Checkpoint.Take(state)));

        var read = Assert.IsType<CheckpointTaken>(ConversationJson.Read(bytes));

        Assert.Equal(Text(state), Text(Checkpoint.Restore(Story.Id, read.State, state.Version)));
    }

    [Fact]
    public void Restore_AwaitedAndAsked_IsTheSameState()
    {
        var story = new Story { Abilities = new(Orders: true, Choices: true) };
        story.Post("parcel 2", "order 1");
        story.Reply(Story.To(story.State.Awaited[1], BotReplyKind.Orders) with { Orders = [new("A1000001", OrderStatus.Paid), new("A1000002", OrderStatus.Shipped)] });

        var restored = Checkpoint.Restore(Story.Id, Checkpoint.Take(story.State), story.State.Version);

        Assert.Equal(("parcel 2", "order 1"), (Assert.Single(restored.Awaited).EntryId, restored.Asked?.EntryId));
        Assert.Equal(Text(story.State), Text(restored));
    }

    [Fact]
    public void Fold_TheWholeJournalThroughItsBytes_GivesTheDecidedState()
    {
        var story = Eventful();

        var folded = story.Journal.Select(e => ConversationJson.Read(ConversationJson.Write(e))).Aggregate(new ConversationState { Id = Story.Id }, ConversationFold.Apply);

        Assert.Equal(Text(story.State), Text(folded));
    }

    [Fact]
    public void Mark_ManyCheckpoints_StayBounded()
    {
        var state = new ConversationState { Id = Story.Id };
        for (var i = 0; i < 1_000; i++) state = state.Apply(new CheckpointTaken(Story.Start, 1, new()));

        Assert.True(state.Marks.Length <= ConversationState.MaxMarks);
        Assert.Equal(999, state.Marks[^1].Journal);
    }

    [Fact]
    public void Write_Chinese_IsReadableBytes() =>
        Assert.Contains("什么时候发货", System.Text.Encoding.UTF8.GetString(ConversationJson.Write(new MessageAccepted(Story.Start, 1, 1, "m1", "什么时候发货"))));

    private static Story Eventful()
    {
        var story = new Story { Abilities = new(Orders: true, Choices: true) };
        story.Open("s1", context: new(Page: "/p", Name: "王"));
        story.Post("answer 1", "unsure");
        story.Reply(Story.To(story.State.Awaited[0], BotReplyKind.Nothing));
        story.ServedBy("li");
        story.AgentPost("li", "hello");
        story.Close();
        story.Post("thanks");
        story.Post("unsure");
        story.Rule("sales", new(Limits: new(1, Action: LimitAction.CallBack), Targets: new(FirstReplySeconds: 60)));
        story.AskForHuman();
        story.Step(new(30, Offer: WaitOffer.Message));
        story.Now += TimeSpan.FromMinutes(2);
        story.Overdue();
        story.Limit(WaitCause.Full);
        return story;
    }

    private static string Text(ConversationState state) =>
        System.Text.Encoding.UTF8.GetString(ConversationJson.Write(new CheckpointTaken(Story.Start, 0, Checkpoint.Take(state)))) + state.Version;
}
