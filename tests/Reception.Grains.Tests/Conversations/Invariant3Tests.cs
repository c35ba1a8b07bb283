using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Journal;
using Reception.Grains.Tests.Stores;

namespace Reception.Grains.Tests.Conversations;

/// <summary>An acknowledged message is durable, numbered once, and can be resumed from: no gap, no double, no reorder.</summary>
public sealed class Invariant3Tests : IAsyncLifetime
{
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    [Fact]
    public async Task Invariant3_BurstOfThree_IsOneAppendInOrder()
    {
        var result = await _reception.PostAsync("v-burst", "hello", "When will my order be shipped?", "thanks");

        Assert.Single(_reception.Feed(), f => f.Conversation == _reception.Id("v-burst").ToString());
        Assert.Equal([1, 2, 3], result.Acks.Select(a => a.Sequence));
        Assert.Equal(["hello", "When will my order be shipped?", "thanks"], result.Produced.Take(3).Select(m => m.Text));
    }

    [Fact]
    public async Task Invariant3_BotsReply_IsInTheSameAppend()
    {
        await _reception.PostAsync("v-reply", "When will my order be shipped?");

        var append = Assert.Single(_reception.Events("v-reply").OfType<BotAnswered>());
        Assert.Equal("Within 48 hours.", append.Text);
    }

    [Fact]
    public async Task Invariant3_AfterACrash_EveryAcknowledgedMessageIsReadInOrder()
    {
        await _reception.OpenAsync("v-crash");
        for (var i = 0; i < 30; i++) await _reception.PostAsync("v-crash", $"human {i}");
        await _reception.Host.RestartAsync();

        var page = await _reception.Conversation("v-crash").ReadAsync(0, 200);

        Assert.Equal(Enumerable.Range(1, page.Messages.Length).Select(i => (long)i), page.Messages.Select(m => m.Sequence));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"human {i}"), page.Messages.Where(m => m.Author == Author.Customer).Select(m => m.Text));
    }

    [Fact]
    public async Task Invariant3_LongThread_ResumesFromAnySequence()
    {
        for (var i = 0; i < 12; i++) await _reception.Conversation("v-long").PostAsync(Burst("v-long", 50));
        await _reception.Host.RestartAsync();
        var grain = _reception.Conversation("v-long");
        var last = (await grain.GetAsync()).LastSequence;

        for (long after = 0; after < last; after += 37)
            Assert.Equal(after + 1, (await grain.ReadAsync(after, 5)).Messages[0].Sequence);
    }

    [Theory]
    [InlineData(AppendFault.FailBefore)]
    [InlineData(AppendFault.FailAfter)]
    public async Task Invariant3_StoreFails_TheRetryLeavesTheMessageOnce(AppendFault fault)
    {
        var grain = _reception.Conversation("v-fault");
        var command = new PostMessages("s-v-fault", [new("m1", "When will my order be shipped?")]);
        _reception.Host.Stores.Journal.Fault = _ => fault;

        Assert.Equal(CommandOutcome.Unavailable, (await grain.PostAsync(command)).Outcome);
        _reception.Host.Stores.Journal.Fault = _ => AppendFault.None;
        var retried = await RetryAsync(() => grain.PostAsync(command));

        Assert.Equal(1, Assert.Single(retried.Acks).Sequence);
        Assert.Single(_reception.Events("v-fault").OfType<MessageAccepted>());
        Assert.Contains(retried.Produced, m => m.Kind == MessageKind.Answer);
    }

    [Fact]
    public async Task Invariant3_AnotherActivationWrote_NothingIsAppendedOverIt()
    {
        await _reception.PostAsync("v-fence", "hello");
        var key = _reception.Id("v-fence").ToString();
        var stranger = Domain.Conversations.ConversationJson.Write(new MessageAccepted(_reception.Host.Clock.GetUtcNow(), 1, 3, "stranger", "hello again"));
        var last = await _reception.Host.Stores.Journal.GetLastSequenceAsync(key);
        Assert.Equal(AppendOutcome.Appended, await _reception.Host.Stores.Journal.AppendAsync(new(key, last, [stranger], false, null)));

        var command = new PostMessages("s-v-fence", [new("m2", "thanks")]);
        Assert.Equal(CommandOutcome.Unavailable, (await _reception.Conversation("v-fence").PostAsync(command)).Outcome);
        var retried = await RetryAsync(() => _reception.Conversation("v-fence").PostAsync(command));

        Assert.Equal(4, Assert.Single(retried.Acks).Sequence);
    }

    [Fact]
    public async Task Invariant3_RepeatedBurst_GetsItsAcksAndRepliesAgain()
    {
        var grain = _reception.Conversation("v-repeat");
        var command = new PostMessages("s-v-repeat", [new("m1", "When will my order be shipped?")]);
        var first = await grain.PostAsync(command);

        var again = await grain.PostAsync(command);

        Assert.Equal(CommandOutcome.Repeated, again.Outcome);
        Assert.Equal(first.Acks, again.Acks);
        Assert.Equal(first.Produced.Select(m => m.Sequence), again.Produced.Select(m => m.Sequence));
    }

    [Fact]
    public async Task Invariant3_UnconfirmedPush_ComesAgainUntilConfirmed()
    {
        await _reception.ServeAsync("v-push", "li");
        await _reception.OpenAsync("v-push");
        var grain = _reception.Conversation("v-push");
        var view = await grain.GetAsync();
        await grain.ConfirmAsync("s-v-push", view.LastSequence);

        await grain.AgentPostAsync(new(new("li"), view.Epoch, [new("a1", "Good morning.")]));
        await _reception.Host.UntilAsync(() => _reception.PushedTo("s-v-push").Count(m => m.Text == "Good morning.") == 1, "the push");
        _reception.Host.Clock.Advance(TimeSpan.FromSeconds(2));
        await _reception.Host.UntilAsync(() => _reception.PushedTo("s-v-push").Count(m => m.Text == "Good morning.") == 2, "the push again");

        await grain.ConfirmAsync("s-v-push", view.LastSequence + 1);
        await _reception.Host.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(2, _reception.PushedTo("s-v-push").Count(m => m.Text == "Good morning."));
    }

    [Fact]
    public async Task Invariant3_GatewayThatRefuses_IsGivenUpAndTheSessionCanResume()
    {
        await _reception.ServeAsync("v-gone", "li");
        await _reception.OpenAsync("v-gone");
        var grain = _reception.Conversation("v-gone");
        var view = await grain.GetAsync();
        _reception.Host.Gateway.Refuses = true;

        for (var i = 0; i < 6; i++) await grain.AgentPostAsync(new(new("li"), view.Epoch, [new($"a{i}", $"line {i}")]));
        await _reception.Host.UntilAsync(
            async () =>
            {
                _reception.Host.Clock.Advance(TimeSpan.FromSeconds(1));
                await grain.AgentPostAsync(new(new("li"), view.Epoch, [new(_reception.NextId(), "more")]));
                return _reception.Events("v-gone").OfType<SessionClosed>().Any(e => e.End == SessionEnd.Unreachable);
            },
            "the session's end");
        _reception.Host.Gateway.Refuses = false;

        var resumed = await _reception.OpenAsync("v-gone", view.LastSequence);

        Assert.Equal(CommandOutcome.Done, resumed.Outcome);
        Assert.Equal("line 0", resumed.Messages[0].Text);
    }

    [Fact]
    public async Task Invariant3_SessionGivenUp_LearnsItAndIsPushedToAgainOnceItIsOpened()
    {
        await _reception.ServeAsync("v-back", "li");
        await _reception.OpenAsync("v-back");
        var grain = _reception.Conversation("v-back");
        var view = await grain.GetAsync();
        _reception.Host.Gateway.Refuses = true;
        await grain.AgentPostAsync(new(new("li"), view.Epoch, [new("a0", "unheard")]));
        await _reception.Host.PassAsync(TimeSpan.FromSeconds(20));
        _reception.Host.Gateway.Refuses = false;
        await _reception.Host.PassAsync(TimeSpan.FromSeconds(2)); // a gateway that was gone is tried again after a second

        Assert.False(await grain.ConfirmAsync("s-v-back", view.LastSequence));
        var resumed = await _reception.OpenAsync("v-back", view.LastSequence);
        Assert.True(await grain.ConfirmAsync("s-v-back", view.LastSequence));
        var posted = await grain.AgentPostAsync(new(new("li"), view.Epoch, [new("a1", "heard")]));
        await _reception.Host.QuietAsync();

        Assert.Equal(CommandOutcome.Done, posted.Outcome);
        Assert.Equal("unheard", resumed.Messages[0].Text);
        Assert.Contains(_reception.Host.Gateway.Of("s-v-back"), push => push.Messages is [.., { Text: "heard" }]);
    }

    [Fact]
    public async Task Typing_OfTheCustomer_ReachesTheAgentAndIsNotStored()
    {
        await _reception.ServeAsync("v-typing", "li");
        await _reception.OpenAsync("v-typing");
        var stored = _reception.Feed().Count;

        await _reception.Conversation("v-typing").TypingAsync("s-v-typing");

        await _reception.Host.UntilAsync(() => _reception.Host.Gateway.Of("a-li").Any(p => p.Typing == Author.Customer), "typing");
        Assert.Equal(stored, _reception.Feed().Count);
    }

    private PostMessages Burst(string customer, int messages) =>
        new("s-" + customer, [.. Enumerable.Range(0, messages).Select(i => new IncomingMessage(_reception.NextId(), $"human {i}"))]);

    // The activation that refused goes away; a call that still reaches it is refused again.
    private async Task<PostResult> RetryAsync(Func<Task<PostResult>> post)
    {
        PostResult? result = null;
        await _reception.Host.UntilAsync(async () => (result = await post()).Outcome != CommandOutcome.Unavailable, "a new activation");
        return result!;
    }
}
