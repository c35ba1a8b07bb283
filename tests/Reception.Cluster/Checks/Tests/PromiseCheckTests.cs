using Reception.Cluster.Fakes;
using Reception.Cluster.Journals;

namespace Reception.Cluster.Checks.Tests;

public sealed class PromiseCheckTests
{
    private const string Chat = Told.Conversation;

    [Fact]
    public void Find_AllKept_FindsNothing() => Assert.Empty(Find(Thread(), History()));

    [Fact]
    public void Find_AckedLineMissing_IsFound() => Assert.NotEmpty(Find(new Written().Add(Chat, "opened", 1).Add(Chat, "said", id: "a").Journal, History()));

    [Fact]
    public void Find_AckedLineElsewhere_IsFound() => Assert.NotEmpty(Find(new Written().Add(Chat, "said", id: "b").Add(Chat, "said", id: "a").Journal, History()));

    [Fact]
    public void Find_AnotherText_IsFound() => Assert.NotEmpty(Find(new Written().Add(Chat, "said", id: "a", text: "something else").Add(Chat, "said", id: "b").Journal, History()));

    [Fact]
    public void Find_LineThatNobodySaid_IsFound() => Assert.Single(Find(new Written().Add(Chat, "said", id: "a").Add(Chat, "said", id: "b").Add(Chat, "said", id: "ghost").Journal, History()));

    [Fact]
    public void Find_UnknownOutcomeStored_FindsNothing() =>
        Assert.Empty(Find(new Written().Add(Chat, "said", id: "a").Add(Chat, "said", id: "b").Add(Chat, "said", id: "c").Journal, History().Then(Told.Post("c"), null)));

    [Fact]
    public void Find_LaterLineBeforeAnAckedOne_IsFound() => Assert.NotEmpty(Find(
        new Written().Add(Chat, "said", id: "b").Add(Chat, "said", id: "a").Journal,
        new Told().Then(Told.Post("a"), Told.Stored(null, ("a", 2))).Then(Told.Post("b"), Told.Stored(null, ("b", 1)))));

    [Fact]
    public void Find_BurstReordered_IsFound() => Assert.NotEmpty(Find(
        new Written().Add(Chat, "said", id: "b").Add(Chat, "said", id: "a").Journal,
        new Told().Then(Told.Post("a", "b"), Told.Stored(null, ("a", 2), ("b", 1)))));

    [Fact]
    public void Find_DoneWithoutASequence_IsFound() => Assert.NotEmpty(Find(Thread(), History().Then(Told.Post("c"), Told.Stored(null))));

    private static StoredJournal Thread() => new Written().Add(Chat, "said", id: "a").Add(Chat, "said", id: "b").Journal;

    private static Told History() => new Told().Then(Told.Post("a"), Told.Stored(null, ("a", 1))).Then(Told.Post("b"), Told.Stored(null, ("b", 2)));

    private static IEnumerable<Violation> Find(StoredJournal journal, Told told) => PromiseCheck.Find(journal, told.Operations);
}
