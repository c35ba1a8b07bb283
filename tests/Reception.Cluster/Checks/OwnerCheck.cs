using Reception.Cluster.Histories;
using Reception.Cluster.Journals;

namespace Reception.Cluster.Checks;

/// <summary>
/// One owner at a time: epochs rise by one, nobody acts who does not own, and every agent's command that was carried out was his
/// in the epoch he named. So no two agents were told of the same epoch that they own it.
/// </summary>
internal static class OwnerCheck
{
    private const string Rule = "owner";

    public static IEnumerable<Violation> Find(StoredJournal journal, IReadOnlyCollection<Operation> operations)
    {
        var commands = operations.Where(operation => operation.Command.Agent is not null && operation.IsDone).ToLookup(operation => operation.Command.Conversation);
        foreach (var conversation in journal.ByConversation)
        {
            var owner = StoredOwner.None;
            var agents = new Dictionary<long, string>();
            foreach (var fact in conversation)
            {
                (owner, var error) = owner.After(fact);
                if (error is not null) yield return new(Rule, conversation.Key, error);
                if (owner.Kind == OwnerKind.Agent) agents[owner.Epoch] = owner.Agent!;
            }
            foreach (var broken in commands[conversation.Key].Select(operation => Allowed(operation, agents))) if (broken is not null) yield return broken;
        }
        foreach (var unknown in commands.Where(group => !journal.ByConversation.Contains(group.Key))) yield return new(Rule, unknown.Key, "was served by an agent and is not in the file");
    }

    private static Violation? Allowed(Operation operation, Dictionary<long, string> agents)
    {
        var command = operation.Command;
        if (command.Kind == CommandKind.Decline) return null;
        var epoch = command.Kind == CommandKind.Accept ? command.Epoch + 1 : command.Epoch;
        var owner = agents.GetValueOrDefault(epoch);
        return owner == command.Agent ? null : new(Rule, command.Conversation, $"command {operation.Number} ({command.Kind}) of {command.Agent} was carried out in epoch {epoch}, which was {owner ?? "no agent"}'s");
    }
}
