using System.Text.Json;
using Reception.Contracts.Knowledge;
using Reception.Grains.Hosting;
using Reception.Grains.Knowledge;

namespace Reception.Grains.Tests.Knowledge;

/// <summary>What is stored of a shop's knowledge: bytes of before are read, bytes of now stay as they are.</summary>
public sealed class KnowledgeStateTests
{
    [Fact]
    public void Head_StoredBeforeThereWereCanaries_GoesOnFromItsHighestNumber()
    {
        var head = JsonSerializer.Deserialize("""{"current":3,"versions":[{"version":3,"publishedAt":"2026-11-01T00:00:00+00:00","entries":2,"publishedBy":"a"},{"version":4,"publishedAt":"2026-11-02T00:00:00+00:00","entries":2,"publishedBy":"b","note":"n"}]}""", GrainStateJson.Default.KnowledgeHead)!;

        Assert.Equal(new KnowledgeInForce(3, 3), head.InForce());
        Assert.Equal([VersionState.InForce, VersionState.Former], head.List().Select(v => v.State));
        Assert.Equal(5, head.TakeNumber());
    }

    [Fact]
    public void Draft_StoredBeforeThereWereRevisions_IsReadWithItsEntries()
    {
        var draft = JsonSerializer.Deserialize("""{"entries":[{"id":"a","question":"q","answer":"x","similar":["s"],"topic":"t"}]}""", GrainStateJson.Default.DraftRecord)!;
        Assert.Equal((0, "a", null), (draft.Revision, draft.Entries![0].Id, draft.Review));
    }

    [Fact]
    public void Head_Stored_HasTheseNames()
    {
        var head = new KnowledgeHead();
        head.TakeForce(new(head.TakeNumber(), DateTimeOffset.UnixEpoch, 1, "a", null), 100);
        head.TakeForce(new(head.TakeNumber(), DateTimeOffset.UnixEpoch, 1, "a", null), 5);
        Assert.Equal(
            """{"current":1,"versions":[{"version":1,"publishedAt":"1970-01-01T00:00:00+00:00","entries":1,"publishedBy":"a","state":0,"share":0},{"version":2,"publishedAt":"1970-01-01T00:00:00+00:00","entries":1,"publishedBy":"a","state":0,"share":0}],"stamp":3,"lastNumber":2,"canaryVersion":2,"canaryShare":5,"changedAt":"1970-01-01T00:00:00+00:00"}""",
            JsonSerializer.Serialize(head, GrainStateJson.Default.KnowledgeHead));
    }

    [Fact]
    public void TakeForce_ManyVersions_NeverDropsWhatIsInForce()
    {
        var head = new KnowledgeHead();
        head.TakeForce(new(head.TakeNumber(), DateTimeOffset.UnixEpoch, 1, "a", null), 100);
        for (var i = 0; i < KnowledgeHead.MaxVersions + 10; i++) head.TakeForce(new(head.TakeNumber(), DateTimeOffset.UnixEpoch, 1, "a", null), 5);

        Assert.Equal(KnowledgeHead.MaxVersions, head.Versions.Count);
        Assert.Equal([1L, head.LastNumber], head.List().Where(v => v.State is VersionState.InForce or VersionState.Canary).Select(v => v.Version));
    }
}
