using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Wire;

/// <summary>Bounds of what staff send.</summary>
internal static class StaffChecks
{
    private const int MaxName = 100;

    public static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= InternalLine.MaxTextLength;

    public static bool IsWhy(string? why) => why is null || why.Length <= TransferTarget.MaxWhyLength;

    public static bool IsName(string? name) => name is { Length: > 0 and <= MaxName };

    /// <summary>Null: nobody is named, or something is out of bounds.</summary>
    public static TransferTarget? Target(string? agent, string? queue, int? seconds, string? why)
    {
        AgentId? to = null;
        if (agent is not null && AgentId.TryParse(agent, out var parsed)) to = parsed;
        var valid = (agent is null || to is not null) && (queue is null || KeyPart.IsValid(queue)) && (to is not null || queue is not null) && seconds is null or (>= 5 and <= 600) && IsWhy(why);
        return valid ? new TransferTarget(to, queue, seconds, why) : null;
    }

    /// <summary>Null: neither or both are named, or something is out of bounds.</summary>
    public static ConsultTarget? Consult(ConsultFrame frame)
    {
        if ((frame.Agent is null) == (frame.Party is null) || !IsWhy(frame.Question)) return null;
        if (frame.Party is not null) return IsName(frame.Party) ? new ConsultTarget(Party: frame.Party, Question: frame.Question) : null;
        return AgentId.TryParse(frame.Agent, out var colleague) ? new ConsultTarget(colleague, Question: frame.Question) : null;
    }
}
