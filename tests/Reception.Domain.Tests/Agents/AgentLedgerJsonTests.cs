using System.Text.Json;
using Reception.Contracts.Agents;
using Reception.Domain.Agents;

namespace Reception.Domain.Tests.Agents;

/// <summary>Stored bytes only grow: a field is added, never changed.</summary>
public sealed class AgentLedgerJsonTests
{
    private const string Golden = """
        {"profile":{"id":"an","name":"An","queues":["shop/chats"],"capacity":3},"intent":"Online","holds":[{"work":"shop/web/c-1","queue":"shop/chats","weight":1,"epoch":7,"since":"2026-11-11T00:00:00+00:00","offer":"00000001-0002-0003-0405-060708090a0b","settled":true}],"version":42,"sessions":[{"id":"s1","gateway":"sys.client/g1","lease":30}]}
        """;

    /// <summary>Every field that was added since.</summary>
    private const string GoldenNow = """
        {"profile":{"id":"an","name":"An","queues":["shop/chats"],"capacity":3,"skills":[{"skill":"refund","level":4}],"languages":["zh"],"channels":["web"],"labels":[{"key":"tone","value":"warm"}],"qualifications":[{"queue":"shop/sale","role":"AllHands","from":"2026-11-11T00:00:00+00:00","until":"2026-11-12T00:00:00+00:00","topics":["price"]}],"share":5,"wakeReserve":1},"intent":"Away","holds":[{"work":"shop/web/c-1","queue":"shop/chats","weight":1,"epoch":7,"since":"2026-11-11T00:00:00+00:00","offer":"00000001-0002-0003-0405-060708090a0b","settled":true,"idleSince":"2026-11-11T00:00:00+00:00"}],"version":42,"intentReason":"break","intentSince":"2026-11-11T00:00:00+00:00","force":{"intent":"Online","reason":"rush","by":"sue","at":"2026-11-11T00:00:00+00:00","until":"2026-11-12T00:00:00+00:00"},"drain":{"then":"Away","reason":"shift","by":"sue","at":"2026-11-11T00:00:00+00:00"},"misses":2,"notRespondingSince":"2026-11-11T00:00:00+00:00","wrapUps":[{"work":"shop/web/c-2","queue":"shop/chats","weight":1,"until":"2026-11-12T00:00:00+00:00"}]}
        """;

    [Fact]
    public void Deserialize_EveryField_SerializesToTheSameBytes() => Assert.Equal(
        GoldenNow, JsonSerializer.Serialize(JsonSerializer.Deserialize(GoldenNow, AgentLedgerJson.Default.AgentLedgerState)!, AgentLedgerJson.Default.AgentLedgerState));

    [Fact]
    public void Deserialize_BytesFromBeforeRouting_HasAProfileThatServesAll()
    {
        var profile = JsonSerializer.Deserialize(Golden, AgentLedgerJson.Default.AgentLedgerState)!.Profile!.ToProfile();
        Assert.Equal((1, 0), (profile.Share, profile.WakeReserve));
        Assert.Null(profile.Languages);
    }

    [Fact]
    public void Serialize_Ledger_GivesTheGoldenBytes() => Assert.Equal(Golden, JsonSerializer.Serialize(Sample(), AgentLedgerJson.Default.AgentLedgerState));

    [Fact]
    public void Deserialize_GoldenBytes_GivesTheLedger()
    {
        var state = JsonSerializer.Deserialize(Golden, AgentLedgerJson.Default.AgentLedgerState)!;
        Assert.Equal((PresenceIntent.Online, 42L, 7L, true), (state.Intent, state.Version, state.Holds[0].Epoch, state.Holds[0].Settled));
    }

    [Fact]
    public void Deserialize_BytesFromBeforeSessions_HasNone() =>
        Assert.Null(JsonSerializer.Deserialize(Golden[..Golden.IndexOf(",\"sessions\"", StringComparison.Ordinal)] + "}", AgentLedgerJson.Default.AgentLedgerState)!.Sessions);

    [Fact]
    public void Deserialize_UnknownField_IsIgnored() => Assert.NotNull(JsonSerializer.Deserialize("""{"later":1}""", AgentLedgerJson.Default.AgentLedgerState));

    private static AgentLedgerState Sample() => new()
    {
        Profile = new StoredProfile { Id = "an", Name = "An", Queues = ["shop/chats"], Capacity = 3 },
        Intent = PresenceIntent.Online,
        Holds = [new StoredHold { Work = "shop/web/c-1", Queue = "shop/chats", Weight = 1, Epoch = 7, Since = new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero), Offer = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Settled = true }],
        Version = 42,
        Sessions = [new StoredSession { Id = "s1", Gateway = "sys.client/g1", Lease = 30 }],
    };
}
