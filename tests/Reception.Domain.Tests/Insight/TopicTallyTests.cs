using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Insight;

namespace Reception.Domain.Tests.Insight;

public sealed class TopicTallyTests
{
    private static readonly ShopId Shop = new("demo");

    [Fact]
    public void Of_WhatTriageDecided_IsTheEntryThePersonOrTheWords()
    {
        Assert.Equal(new(TopicKind.Entry, "ship", "When?"), HeardQuestion.Of("t", new(JudgementKind.Answer, EntryId: "ship", Question: "When?")));
        Assert.Equal(new(TopicKind.Entry, "refund", "Money?"), HeardQuestion.Of("t", new(JudgementKind.HandOver, HandOverReason.TopicForHumans, "refund", "Money?")));
        Assert.Equal(new(TopicKind.Entry, "a", "A?"), HeardQuestion.Of("t", new(JudgementKind.Clarify, Suggestions: [new("a", "A?"), new("b", "B?")])));
        Assert.Equal(new(TopicKind.Entry, "a", "A?"), HeardQuestion.Of("t", new(JudgementKind.HandOver, HandOverReason.NotUnderstood) { About = new("a", "A?") }));
        Assert.Equal(new(TopicKind.Entry, "p", "P?"), HeardQuestion.Of("t", new(JudgementKind.HandOver) { Proposals = [new ProposedEntry("p", "P?", "x", 0.4)] }));
        Assert.Equal(new(TopicKind.Unanswered, null, "t"), HeardQuestion.Of("t", new(JudgementKind.HandOver, HandOverReason.NotUnderstood) { Proposals = [new ProposedEntry("p", "P?", "x", 0.1)] }));
        Assert.Equal(new(TopicKind.Unanswered, null, "the part"), HeardQuestion.Of("t", new(JudgementKind.Clarify) { Read = "the part" }));
        Assert.Equal(new(TopicKind.Unanswered, null, "t"), HeardQuestion.Of("t", null));
        Assert.Equal(HeardQuestion.Human, HeardQuestion.Of("human", new(JudgementKind.HandOver, HandOverReason.Asked)));
        Assert.Null(HeardQuestion.Of("hi", new(JudgementKind.SmallTalk, Reply: "Hello")));
    }

    [Fact]
    public void ToDelta_TextsOfCustomers_AreMaskedAndWhatIsNoQuestionIsLeftOut()
    {
        var delta = Tally(false, Text("my order 1234567890123 never came, mail bo@example.com"), Text("hello"), Text("ok"), Text("嗯"), Text("38"), Text("can I talk to a human please"));

        var text = Assert.Single(delta.Unanswered);
        Assert.Equal("my order {number} never came, mail {mail}", text.Text);
        Assert.Equal(TopicTally.HumanTopic, Assert.Single(delta.Topics).Topic);
        Assert.Equal(2, delta.Asked);
    }

    [Fact]
    public void ToDelta_MoreWordingsThanAreKept_AreCountedUnsorted()
    {
        var delta = Tally(false, [.. Enumerable.Range(0, 300).Select(i => Text($"why is the parcel number {(char)('a' + (i % 26))}{(char)('a' + (i / 26))}x late"))]);

        Assert.Equal((300, AskedCounts.MaxTexts, 300 - AskedCounts.MaxTexts), (delta.Asked, delta.Unanswered.Length, delta.Unsorted));
    }

    /// <summary>An id that cannot stand in an address gets a name that can; over all shops the question is the name.</summary>
    [Fact]
    public void ToDelta_NamesOfTopics_StandInAddressesAndJoinShops()
    {
        var own = Tally(false, Entry("ship", "When will it ship?"), Entry("goods:suits:p/1", "goods:suits:p/1"), Entry("~human", "Odd?"));
        Assert.All(own.Topics, t => Assert.True(KeyPart.IsValid(t.Topic)));
        Assert.Contains(own.Topics, t => t.Topic == "ship");
        Assert.DoesNotContain(own.Topics, t => t.Topic == TopicTally.HumanTopic);

        var all = new TopicTally(isOfAllShops: true);
        all.Add(Counts(Entry("ship", "When will it ship?"), Entry("ship", "When will it ship?")));
        all.Add(Counts(Entry("q7", "when will it SHIP"), Entry("ship", "Who ships it?")));
        Assert.Equal([1, 3], all.ToDelta().Topics.Select(t => t.Count).Order());
    }

    [Fact]
    public void Count_MoreEntriesThanCounters_StaysBoundedAndWithinTheError()
    {
        var counts = new AskedCounts();
        for (var i = 0; i < 50_000; i++)
        {
            counts.Count(new(TopicKind.Entry, i % 3 == 0 ? "hot" : $"e{i}", "?"), new(Shop, "web", $"c{i % 1_000}"));
            Assert.True(counts.Known.Count <= 2 * FrequentItems.WindowCapacity);
        }
        var tally = new TopicTally(isOfAllShops: false);
        tally.Add(counts);
        var delta = tally.ToDelta();

        var hot = delta.Topics.MaxBy(t => t.Count)!;
        Assert.Equal("hot", hot.Topic);
        Assert.InRange(16_667, hot.Count, hot.Count + delta.Error);
        Assert.True(delta.Error <= 50_000 / 201);
        Assert.Equal(AskedCounts.MaxConversations, hot.Conversations.Length);
    }

    private static HeardQuestion Text(string text) => new(TopicKind.Unanswered, null, text);

    private static HeardQuestion Entry(string id, string question) => new(TopicKind.Entry, id, question);

    private static AskedCounts Counts(params HeardQuestion[] heard)
    {
        var counts = new AskedCounts();
        foreach (var question in heard) counts.Count(question, new(Shop, "web", "c"));
        return counts;
    }

    private static TopicsDelta Tally(bool all, params HeardQuestion[] heard)
    {
        var tally = new TopicTally(all);
        tally.Add(Counts(heard));
        return tally.ToDelta();
    }
}
