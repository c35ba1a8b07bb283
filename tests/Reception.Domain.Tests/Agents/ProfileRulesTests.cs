using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Tests.Agents;

/// <summary>The bounds of a profile; the table in docs/agents.md.</summary>
public sealed class ProfileRulesTests
{
    private static readonly QueueId Queue = new(new ShopId("shop"), "chats");
    private static readonly AgentProfile Fine = new(new("an"), "An", [Queue], 3);

    public static TheoryData<string, AgentProfile> Wrong => new()
    {
        { "name", Fine with { Name = " " } },
        { "name", Fine with { Name = new string('n', 101) } },
        { "capacity", Fine with { Capacity = 0 } },
        { "capacity", Fine with { Capacity = 101 } },
        { "share", Fine with { Share = 0 } },
        { "share", Fine with { Share = 101 } },
        { "wakeReserve", Fine with { WakeReserve = -1 } },
        { "wakeReserve", Fine with { WakeReserve = 4 } },
        { "queues", Fine with { Queues = null! } },
        { "queues", Fine with { Queues = [.. Enumerable.Range(0, 65).Select(i => new QueueId(new("shop"), "q" + i))] } },
        { "queues[1]", Fine with { Queues = [Queue, default] } },
        { "skills", Fine with { Skills = [.. Enumerable.Range(0, 33).Select(i => new AgentSkill("s" + i, 1))] } },
        { "skills[0].skill", Fine with { Skills = [new("", 1)] } },
        { "skills[0].skill", Fine with { Skills = [new(new string('s', 65), 1)] } },
        { "skills[0].level", Fine with { Skills = [new("s", 0)] } },
        { "skills[0].level", Fine with { Skills = [new("s", 11)] } },
        { "skills[1]", Fine with { Skills = [new("refund", 1), new("Refund", 2)] } },
        { "skills[0]", Fine with { Skills = [null!] } },
        { "languages", Fine with { Languages = [] } },
        { "languages[0]", Fine with { Languages = ["english please"] } },
        { "languages[1]", Fine with { Languages = ["en", "EN"] } },
        { "channels", Fine with { Channels = [] } },
        { "channels[0]", Fine with { Channels = ["a/b"] } },
        { "labels[0].key", Fine with { Labels = [new(" ", "v")] } },
        { "labels[0].value", Fine with { Labels = [new("k", "")] } },
        { "labels[1]", Fine with { Labels = [new("k", "1"), new("k", "2")] } },
        { "qualifications[0].queue", Fine with { Qualifications = [new(default)] } },
        { "qualifications[0].role", Fine with { Qualifications = [new(Queue, QueueRole.Lent)] } },
        { "qualifications[0].until", Fine with { Qualifications = [new(Queue, From: DateTimeOffset.UnixEpoch, Until: DateTimeOffset.UnixEpoch)] } },
        { "qualifications[0].topics", Fine with { Qualifications = [new(Queue, Topics: [])] } },
        { "qualifications[0].topics[1]", Fine with { Qualifications = [new(Queue, Topics: ["size", "size"])] } },
        { "qualifications", Fine with { Qualifications = [.. Enumerable.Repeat(new Qualification(Queue), 65)] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Errors_OneValueOutOfBounds_NamesItAlone(string path, AgentProfile profile) => Assert.StartsWith(path + ":", Assert.Single(ProfileRules.Errors(profile)), StringComparison.Ordinal);

    [Fact]
    public void Errors_Fine_AreNone() => Assert.Empty(ProfileRules.Errors(Fine));

    [Fact]
    public void Errors_AllAtTheirBounds_AreNone() => Assert.Empty(ProfileRules.Errors(new(
        new("an"),
        new string('n', 100),
        [.. Enumerable.Range(0, 64).Select(i => new QueueId(new("shop"), "q" + i))],
        100,
        [.. Enumerable.Range(0, 32).Select(i => new AgentSkill(new string('s', 62) + i.ToString("00"), 10))],
        [.. Enumerable.Range(0, 16).Select(i => "x" + (char)('a' + i))],
        [.. Enumerable.Range(0, 16).Select(i => "c" + i)],
        [.. Enumerable.Range(0, 32).Select(i => new Label("k" + i, new string('v', 200)))],
        [.. Enumerable.Repeat(new Qualification(Queue, QueueRole.AllHands, Topics: [.. Enumerable.Range(0, 64).Select(i => "t" + i)]), 64)],
        100,
        100)));

    [Fact]
    public void Errors_EverythingWrong_AreToldAtOnce()
    {
        var errors = ProfileRules.Errors(new(new("an"), "", [default], 0, [new("", 0)], [], ["a/b"], [new("", "")], [new(default, QueueRole.Lent)], 0, -1));
        Assert.Equal(13, errors.Length);
        Assert.Equal(errors.Length, errors.Distinct().Count());
    }
}
