using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations;

/// <summary>Bounds of what staff send in; each answer names what is wrong and the bound, or is null.</summary>
public static class StaffBounds
{
    /// <summary>The longest id of a person, in characters.</summary>
    public const int MaxWhoLength = 96;

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The shortest and the longest time for which an agent is preferred, in seconds.</summary>
    public const int MinPreferredSeconds = 5, MaxPreferredSeconds = 600;

    public static string? Check(StaffMember? who)
    {
        if (who is null) return "Who acts is missing.";
        return CheckWho(who.Id) ?? (who.Name?.Length > MaxNameLength ? $"The name has {who.Name.Length} characters; at most {MaxNameLength} are allowed." : null);
    }

    public static string? CheckWho(string? id) =>
        id is { Length: > 0 and <= MaxWhoLength } && !id.Any(char.IsWhiteSpace) ? null : $"The id of who acts must have 1 to {MaxWhoLength} characters and no spaces.";

    public static string? Check(SupervisorCommand command) =>
        IncomingBounds.CheckId(command.CommandId, "command id") ?? Check(new StaffMember(StaffRole.Supervisor, command.Supervisor, command.Name)) ?? CheckWhy(command.Why);

    public static string? Check(InternalMessage message)
    {
        if (IncomingBounds.CheckId(message.ClientId, "client message id") is { } error) return error;
        if (Check(message.Who) is { } wrong) return wrong;
        if (string.IsNullOrWhiteSpace(message.Text)) return "A line has no text.";
        return message.Text.Length > InternalLine.MaxTextLength ? $"A line has {message.Text.Length} characters; at most {InternalLine.MaxTextLength} are allowed." : null;
    }

    public static string? Check(TransferTarget target)
    {
        if (target.Agent is null && target.Queue is null) return "An agent or a queue has to be named.";
        if (target.Seconds is < MinPreferredSeconds or > MaxPreferredSeconds) return $"An agent is preferred for {MinPreferredSeconds} to {MaxPreferredSeconds} seconds.";
        return CheckWhy(target.Why);
    }

    public static string? CheckWhy(string? why) =>
        why?.Length > TransferTarget.MaxWhyLength ? $"The reason has {why.Length} characters; at most {TransferTarget.MaxWhyLength} are allowed." : null;
}
