using Reception.Cluster.Fakes;

namespace Reception.Cluster.Checks.Tests;

public sealed class SequenceCheckTests
{
    private const string Chat = Told.Conversation;

    [Fact]
    public void Find_ChainWithoutAGap_FindsNothing() => Assert.Empty(SequenceCheck.Find(Thread().Journal));

    [Fact]
    public void Find_RowMissing_IsFound() => Assert.NotEmpty(SequenceCheck.Find(Thread().Without(1).Journal));

    [Fact]
    public void Find_LineNumberLeftOut_IsFound() => Assert.Single(SequenceCheck.Find(Thread().Add(Chat, "said", id: "c", sequence: 9).Journal));

    [Fact]
    public void Find_SameLineTwice_IsFound() => Assert.Single(SequenceCheck.Find(Thread().Add(Chat, "said", id: "a").Journal));

    [Fact]
    public void Find_SameIdFromBothSides_FindsNothing() => Assert.Empty(SequenceCheck.Find(Thread().Add(Chat, "agent", id: "a", agent: "lin").Journal));

    private static Written Thread() => new Written().Add(Chat, "opened", 1).Add(Chat, "said", id: "a").Add(Chat, "answered").Add(Chat, "said", id: "b");
}
