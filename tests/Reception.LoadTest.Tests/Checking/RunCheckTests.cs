using Reception.LoadTest.Checking;
using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Checking.Rules;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Tests.Checking;

/// <summary>One broken history for each thing that a rule has to see, and whole ones that it must not complain of.</summary>
public sealed class RunCheckTests : IDisposable
{
    private const string Customer = "demo/web/c-1";
    private readonly JournalBuilder _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Check_WholeServedConversation_IsCleanAndLookedAtAll()
    {
        Served();
        var outcome = _journal.Check(input => input with { Slots = Slots(said: 2, accepted: 1, offers: 1) });
        Assert.True(outcome.IsClean, string.Join('\n', outcome.Violations));
        Assert.Equal(["sequence", "owner", "capacity", "promise", "delivery", "order", "waiting", "open-work", "figures"], outcome.Results.Select(result => result.Rule));
        Assert.All(outcome.Results.Where(result => result.Rule is not ("waiting" or "open-work")), result => Assert.True(result.Looked > 0, $"{result.Rule} looked at nothing"));
        Assert.Equal(1, outcome.Conversations);
    }

    [Theory]
    [InlineData(3, null)] // event 3 after event 1
    [InlineData(null, 7)] // a row that is not the one before
    public void Sequence_RowThatBreaksTheChain_IsFound(int? first, int? previous)
    {
        _journal.Append(Customer, Event.Opened()).Append(Customer, [Event.Said(1, "m1")], first, previous);
        Assert.Single(_journal.Found(SequenceRule.Name));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    public void Sequence_LinesNotNumberedOneByOne_AreFound(long first, long second)
    {
        _journal.Append(Customer, Event.Opened(), Event.Said(first, "m1"), Event.Answered(second));
        Assert.NotEmpty(_journal.Found(SequenceRule.Name));
    }

    [Fact]
    public void Sequence_ClientsLineStoredTwice_IsFound()
    {
        _journal.Append(Customer, Event.Opened(), Event.Said(1, "m1")).Append(Customer, Event.Said(2, "m1"));
        Assert.Contains("stands at 1 and again at 2", Assert.Single(_journal.Found(SequenceRule.Name)).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Violation_OfAConversation_ShowsItsEvents()
    {
        _journal.Append(Customer, Event.Opened(), Event.Said(1, "m1")).Append(Customer, Event.Said(2, "m1"));
        var evidence = Assert.Single(_journal.Found(SequenceRule.Name)).Evidence;
        Assert.Equal(3, evidence.Length);
        Assert.Contains("什么时候发货", evidence[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Owner_EpochThatJumps_IsFound()
    {
        _journal.Append(Customer, Event.Opened(), Event.Closed(3));
        Assert.Contains("from epoch 1 to 3", Assert.Single(_journal.Found(OwnerRule.Name)).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Owner_AgentWhoWritesWithoutOwning_IsFound()
    {
        _journal.Agent("ann").Agent("bob").Append(Customer, Event.Opened(), Event.HandedOver(2), Event.Assigned(3, "ann"), Event.AgentSaid(1, "bob"), Event.Closed(4));
        Assert.Contains("of bob while agent ann", Assert.Single(_journal.Found(OwnerRule.Name)).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Owner_BotThatAnswersWhileAnAgentOwns_IsFound()
    {
        _journal.Agent("ann").Append(Customer, Event.Opened(), Event.HandedOver(2), Event.Assigned(3, "ann"), Event.Answered(1), Event.Closed(4));
        Assert.Single(_journal.Found(OwnerRule.Name));
    }

    [Fact]
    public void Owner_AgentToldOfAnEpochThatWasAnothers_IsFound()
    {
        _journal.Agent("ann").Agent("bob").Append(Customer, Event.Opened(), Event.HandedOver(2), Event.Assigned(3, "ann"), Event.Closed(4));
        _journal.Act(new(ActKind.Accepted, Event.At(0), "bob", Customer, Epoch: 3));
        Assert.Contains("which was ann's", Assert.Single(_journal.Found(OwnerRule.Name)).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(1, 2, true)]
    [InlineData(2, 2, false)]
    public void Capacity_TwoAtOnce_IsFoundAboveIt(int capacity, int conversations, bool found)
    {
        _journal.Agent("ann", capacity);
        for (var i = 0; i < conversations; i++) Assigned($"demo/web/c-{i}", "ann");
        Assert.Equal(found, _journal.Found(CapacityRule.Name).Count > 0);
    }

    [Fact]
    public void Capacity_ByWeight_CountsWhatTheWorkWeighs()
    {
        _journal.Agent("ann", capacity: 2).Open(Customer, 3).Append(Customer, Event.Opened(), Event.HandedOver(2, weight: 3), Event.Assigned(3, "ann"));
        Assert.Contains("hold 3 of 2", Assert.Single(_journal.Found(CapacityRule.Name)).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Capacity_OneAfterTheOther_IsAllowed()
    {
        _journal.Agent("ann");
        for (var i = 0; i < 3; i++) _journal.Append($"demo/web/c-{i}", Event.Opened(), Event.HandedOver(2), Event.Assigned(3, "ann"), Event.Closed(4));
        Assert.Empty(_journal.Found(CapacityRule.Name));
    }

    [Fact]
    public void Capacity_LoadToldAboveIt_IsFound()
    {
        _journal.Agent("ann").Act(new(ActKind.Told, Event.At(0), "ann", Load: 2, Capacity: 1));
        Assert.Single(_journal.Found(CapacityRule.Name));
    }

    [Theory]
    [InlineData("m1", 1, false)]
    [InlineData("m1", 2, true)] // under another sequence
    [InlineData("m2", 1, true)] // not there
    public void Promise_AcknowledgedLine_HasToStandThere(string id, long sequence, bool found)
    {
        _journal.Append(Customer, Event.Opened(), Event.Said(1, "m1"));
        var story = new CustomerStory(Customer);
        story.OnAcknowledged(id, sequence);
        Assert.Equal(found, _journal.Story(story).Found(PromiseRule.Name).Count > 0);
    }

    [Fact]
    public void Promise_ConversationThatIsNotStored_IsFound()
    {
        var story = new CustomerStory("demo/web/c-9");
        story.OnAcknowledged("m1", 1);
        Assert.Single(_journal.Story(story).Found(PromiseRule.Name));
    }

    [Theory]
    [InlineData(new long[] { 1, 2, 3 }, false)]
    [InlineData(new long[] { 1, 2, 2, 1, 3 }, false)] // pushed again: dropped
    [InlineData(new long[] { 1, 3 }, true)] // a gap, and an end too early
    [InlineData(new long[] { 2, 3 }, true)] // begins too late
    [InlineData(new long[] { 1, 3, 2 }, true)] // reordered
    [InlineData(new long[] { 1, 2 }, true)] // not all of it
    [InlineData(new long[] { 1, 2, 3, 4 }, true)] // a line that is not stored
    public void Delivery_Received_HasToBeTheThread(long[] lines, bool found)
    {
        _journal.Append(Customer, Event.Opened(), Event.Said(1, "m1"), Event.Said(2, "m2"), Event.Said(3, "m3"));
        var story = new CustomerStory(Customer) { Stayed = true };
        story.OnSession(0);
        foreach (var line in lines) story.OnLine(line);
        Assert.Equal(found, _journal.Story(story).Found(DeliveryRule.Name).Count > 0);
    }

    [Theory]
    [InlineData(2, 3, false)]
    [InlineData(1, 3, true)] // the connection said it had 1, and got 3 first
    public void Delivery_AfterAReconnect_BeginsWhereItEnded(long after, long first, bool found)
    {
        _journal.Append(Customer, Event.Opened(), Event.Said(1, "m1"), Event.Said(2, "m2"), Event.Said(3, "m3"));
        var story = new CustomerStory(Customer) { Stayed = true };
        story.OnSession(0);
        story.OnLine(1);
        story.OnLine(2);
        story.OnSession(after);
        story.OnLine(first);
        Assert.Equal(found, _journal.Story(story).Found(DeliveryRule.Name).Count > 0);
    }

    [Theory]
    [InlineData(true, 2, "demo/sales", 1, false)]
    [InlineData(false, 2, "demo/sales", 1, true)] // no row
    [InlineData(true, 1, "demo/sales", 1, true)] // a row of an epoch before
    [InlineData(true, 2, "demo/other", 1, true)]
    [InlineData(true, 2, "demo/sales", 0, true)] // a row that nobody looks at
    public void OpenWork_WhatWaits_HasItsRow(bool hasRow, long epoch, string queue, long nextStep, bool found)
    {
        _journal.Append(Customer, Event.Opened(), Event.HandedOver(2));
        if (hasRow) _journal.Open(Customer, epoch, queue, nextStep);
        Assert.Equal(found, _journal.Found(OpenWorkRule.Name).Count > 0);
    }

    [Fact]
    public void OpenWork_PromiseThatIsNotKept_HasItsRow()
    {
        _journal.Append(Customer, Event.Opened(), Event.Promised(), Event.Closed(2));
        Assert.Contains("a promise to keep", Assert.Single(_journal.Found(OpenWorkRule.Name)).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2, false)]
    [InlineData(1, 3, false)] // one was stored and its answer lost
    [InlineData(3, 3, true)] // acknowledged and not stored
    [InlineData(1, 1, true)] // stored and never sent
    public void Figures_OfMessages_AreTheJournals(long acknowledged, long sent, bool found)
    {
        _journal.Append(Customer, Event.Opened(), Event.Said(1, "m1"), Event.Said(2, "m2"));
        Assert.Equal(found, _journal.Found(FigureRule.Name, input => input with { Slots = Slots(acknowledged, sent: sent) }).Count > 0);
    }

    [Fact]
    public void Figures_OfARunOnAnOlderFile_CountFromItsBeginning()
    {
        _journal.Append(Customer, Event.Opened(), Event.Said(1, "m1")).Append(Customer, Event.Said(2, "m2"));
        Assert.Empty(_journal.Found(FigureRule.Name, input => input with { Slots = Slots(said: 1), AfterPosition = 1 }));
    }

    [Fact]
    public void Violations_OfOneRule_AreAllCountedAndSomeKept()
    {
        for (var i = 0; i < 3 * Findings.Kept; i++) _journal.Append($"demo/web/c-{i}", Event.Opened(), Event.Said(2, "m1"));
        var outcome = _journal.Check();
        Assert.Equal(3 * Findings.Kept, outcome.Results.Single(result => result.Rule == SequenceRule.Name).Found);
        Assert.Equal(Findings.Kept, outcome.Violations.Count);
    }

    private void Assigned(string conversation, string agent) =>
        _journal.Open(conversation, 3).Append(conversation, Event.Opened(), Event.HandedOver(2), Event.Assigned(3, agent));

    private void Served()
    {
        _journal.Agent("ann").Append(Customer, Event.Opened(), Event.Said(1, "m1"), Event.Answered(2)).Append(Customer, Event.Said(3, "m2"), Event.HandedOver(2, at: 1))
            .Append(Customer, Event.Assigned(3, "ann", at: 4)).Append(Customer, Event.AgentSaid(4, "ann")).Append(Customer, Event.Closed(4, at: 9)).Append(Customer, Event.Rated());
        var story = new CustomerStory(Customer) { Stayed = true };
        story.OnSession(0);
        story.OnAcknowledged("m1", 1);
        story.OnAcknowledged("m2", 3);
        for (var line = 1; line <= 4; line++) story.OnLine(line);
        _journal.Story(story).Act(new(ActKind.Present, Event.At(0), "ann")).Act(new(ActKind.Offered, Event.At(3), "ann", Customer)).Act(new(ActKind.Accepted, Event.At(4), "ann", Customer, Epoch: 3));
    }

    private static Slot[] Slots(long said, long accepted = 0, long offers = 0, long? sent = null) =>
        [new(0, 1, new() { [Counter.Acknowledged] = said, [Counter.Sent] = sent ?? said, [Counter.Accepted] = accepted, [Counter.Offers] = offers }, [], [], [], [])];
}
