using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>A profile as it comes in. Only what cannot be said in the contract's types is checked here; bounds are the agent's ledger's to check.</summary>
internal static class ProfileBody
{
    public static AgentProfile Read(string agent, AgentRequest request, List<string> errors)
    {
        if (!KeyPart.IsValid(agent)) errors.Add("agent: 1 to 96 characters of a-z A-Z 0-9 - _ . ~.");
        if (request.Queues is not { Length: > 0 } && request.Qualifications is not { Length: > 0 }) errors.Add("queues: at least one, or a qualification.");
        return new AgentProfile(
            KeyPart.IsValid(agent) ? new AgentId(agent) : default,
            request.Name ?? "",
            [.. Queues(request.Queues ?? [], errors)],
            request.Capacity ?? 0,
            request.Skills?.Select(skill => new AgentSkill(skill?.Skill ?? "", skill?.Level ?? 0)).ToArray(),
            request.Languages?.Select(language => language ?? "").ToArray(),
            request.Channels?.Select(channel => channel ?? "").ToArray(),
            request.Labels?.Select(label => new Label(label?.Key ?? "", label?.Value ?? "")).ToArray(),
            request.Qualifications is null ? null : [.. Qualifications(request.Qualifications, errors)],
            request.Share ?? 1,
            request.WakeReserve ?? 0);
    }

    private static IEnumerable<QueueId> Queues(string?[] queues, List<string> errors)
    {
        for (var i = 0; i < queues.Length; i++)
        {
            if (QueueId.TryParse(queues[i], out var queue)) yield return queue;
            else errors.Add($"queues[{i}]: shop/queue.");
        }
    }

    private static IEnumerable<Qualification> Qualifications(QualificationDocument?[] passed, List<string> errors)
    {
        for (var i = 0; i < passed.Length; i++)
        {
            var role = QueueRole.Member;
            var known = passed[i]?.Role is null || Words.TryParse(passed[i]!.Role, out role);
            if (!known) errors.Add($"qualifications[{i}].role: member or all-hands.");
            if (!QueueId.TryParse(passed[i]?.Queue, out var queue)) errors.Add($"qualifications[{i}].queue: shop/queue.");
            else if (known) yield return new Qualification(queue, role, passed[i]!.From, passed[i]!.Until, passed[i]!.Topics);
        }
    }
}
