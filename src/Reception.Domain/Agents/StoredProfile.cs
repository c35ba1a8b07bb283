using System.Text.Json;
using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Agents;

/// <summary>
/// A profile as it is stored, with the ledger and in the list of agents. Ids as text: stored bytes do not depend on how ids are
/// serialized on the wire. Fields are added, never changed (golden file).
/// </summary>
public sealed class StoredProfile
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string[] Queues { get; set; } = [];

    public int Capacity { get; set; }

    public AgentSkill[]? Skills { get; set; }

    public string[]? Languages { get; set; }

    public string[]? Channels { get; set; }

    public Label[]? Labels { get; set; }

    public StoredQualification[]? Qualifications { get; set; }

    /// <summary>Null: 1.</summary>
    public int? Share { get; set; }

    /// <summary>Null: 0.</summary>
    public int? WakeReserve { get; set; }

    public static StoredProfile Of(AgentProfile profile) => new()
    {
        Id = profile.Id.Value,
        Name = profile.Name,
        Capacity = profile.Capacity,
        Queues = [.. profile.Queues.Distinct().Select(queue => queue.ToString())],
        Skills = Some(profile.Skills),
        Languages = Some(profile.Languages),
        Channels = Some(profile.Channels),
        Labels = Some(profile.Labels),
        Qualifications = Some(profile.Qualifications)?.Select(StoredQualification.Of).ToArray(),
        Share = profile.Share == 1 ? null : profile.Share,
        WakeReserve = profile.WakeReserve == 0 ? null : profile.WakeReserve,
    };

    public AgentProfile ToProfile() => new(
        new AgentId(Id), Name, [.. Queues.Select(QueueId.Parse)], Capacity, Skills, Languages, Channels, Labels,
        Qualifications?.Select(passed => passed.ToQualification()).ToArray(), Share ?? 1, WakeReserve ?? 0);

    public static string ToJson(AgentProfile profile) => JsonSerializer.Serialize(Of(profile), AgentLedgerJson.Default.StoredProfile);

    public static AgentProfile FromJson(string json) => JsonSerializer.Deserialize(json, AgentLedgerJson.Default.StoredProfile)!.ToProfile();

    private static T[]? Some<T>(T[]? values) => values is { Length: > 0 } ? values : null;
}

/// <summary>A belonging beyond his own queues, in a shift.</summary>
public sealed class StoredQualification
{
    public string Queue { get; set; } = "";

    public QueueRole Role { get; set; }

    public DateTimeOffset? From { get; set; }

    public DateTimeOffset? Until { get; set; }

    public string[]? Topics { get; set; }

    public static StoredQualification Of(Qualification passed) => new() { Queue = passed.Queue.ToString(), Role = passed.Role, From = passed.From, Until = passed.Until, Topics = passed.Topics };

    public Qualification ToQualification() => new(QueueId.Parse(Queue), Role, From, Until, Topics);
}
