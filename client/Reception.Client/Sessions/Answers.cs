using Reception.Contracts.Conversations;

namespace Reception.Client.Sessions;

/// <summary>What a session answers for a cluster that does not.</summary>
internal static class Answers
{
    public static readonly PostResult PostUnavailable = new(CommandOutcome.Unavailable, [], [], null);

    public static readonly CommandResult Unavailable = new(CommandOutcome.Unavailable, null, []);

    public static readonly OpenResult OpenUnavailable = new(CommandOutcome.Unavailable, null, [], null);

    public static CommandResult Busy { get; } = new(CommandOutcome.Unavailable, null, [], "Too many commands wait for their turn.");
}
