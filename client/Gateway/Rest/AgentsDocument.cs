using System.Text.Json;
using Reception.Contracts.Agents;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Profiles of agents as a file: a list of what <c>PUT /api/v1/agents/{agent}</c> takes, each with its <c>id</c>.</summary>
public static class AgentsDocument
{
    /// <summary>Throws <see cref="JsonException"/> that names the place, or every error of the profiles at once.</summary>
    public static IReadOnlyList<AgentProfile> Parse(ReadOnlySpan<byte> utf8)
    {
        var documents = JsonSerializer.Deserialize(utf8, RestWire.Json.AgentProfileDocumentArray) ?? throw new JsonException("Profiles are a list, not null.");
        var errors = new List<string>();
        var profiles = documents.Select(document => Read(document, errors)).ToArray();
        return errors.Count == 0 ? profiles : throw new JsonException(string.Join(" ", errors));
    }

    private static AgentProfile Read(AgentProfileDocument agent, List<string> errors)
    {
        var found = new List<string>();
        var profile = ProfileBody.Read(agent.Id, new AgentRequest(
            agent.Name, agent.Queues, agent.Capacity, agent.Skills, agent.Languages, agent.Channels, agent.Labels, agent.Qualifications, agent.Share, agent.WakeReserve), found);
        found.AddRange(ProfileRules.Errors(profile));
        errors.AddRange(found.Select(error => $"{agent.Id}: {error}"));
        return profile;
    }
}
