using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;

namespace Reception.Cluster.Linearizability;

/// <summary>
/// Turns the recorded commands of one conversation into steps of the specification. A command that the client had to repeat has its
/// effect at one instant and its view at a later one, so it becomes two steps; so does an agent's post, because posts that wait for each
/// other go as one burst and get one view, and a refused accept, whose first try may have been carried out. Commands of unknown outcome matter where they store lines or make an owner; which sequences their lines got is
/// taken from whoever saw them. Where nobody did, they may as well never have happened: such steps, and refusals without a view, say
/// nothing and are left out, because each of them doubles the work of the search.
/// </summary>
internal static class ThreadHistory
{
    public static IReadOnlyList<Timed<ThreadStep>> Of(IReadOnlyCollection<Operation> operations)
    {
        var seen = operations.SelectMany(operation => operation.Answer?.Lines ?? []).Where(line => line.Key is not null)
            .GroupBy(line => line.Key!).ToDictionary(group => group.Key, group => group.First().Sequence);
        var owners = operations.SelectMany(Owners).ToHashSet();
        var steps = operations.SelectMany(operation => Steps(operation, seen))
            .Where(step => step.Operation is not Refused { View: null } && (step.Returned is not null || step.Operation is not TookOver possible || owners.Contains(possible.Owner)));
        return [.. steps.OrderBy(step => step.Invoked).DistinctBy(step => step is { Returned: null, Operation: TookOver { Owner: var owner } } ? (object)owner : step)];
    }

    public static Verdict<ThreadStep> Check(IReadOnlyCollection<Operation> operations) =>
        LinearizabilityChecker.Check(new ThreadSpecification(), Of(operations));

    // Who was seen to own it, or may have acted as its owner, and since which epoch.
    private static IEnumerable<Ownership> Owners(Operation operation)
    {
        if (operation.Answer?.View is { Phase: ConversationPhase.Agent, Agent: { } agent, Epoch: var epoch }) yield return new(agent, epoch);
        if (operation.Command is { Agent: { } served, Kind: not CommandKind.Accept } command) yield return new(served, command.Epoch);
    }

    private static IEnumerable<Timed<ThreadStep>> Steps(Operation operation, Dictionary<string, long> seen)
    {
        var (command, answer) = (operation.Command, operation.Answer);
        Timed<ThreadStep> Known(ThreadStep step) => new(step, operation.Invoked, operation.Returned);
        Timed<ThreadStep> Perhaps(ThreadStep step) => new(step, operation.Invoked, null);

        if (answer is null)
        {
            if (Effect(command, Found(command, seen), null) is { } possible and (Said or TookOver)) yield return Perhaps(possible);
        }
        else if (command.Kind is CommandKind.Read)
        {
            yield return Known(new ReadPage(command.After, answer.Lines ?? [], answer.Last));
        }
        else if (answer.Outcome == CommandOutcome.Done && command.Kind != CommandKind.AgentPost)
        {
            if (Effect(command, Promised(command, answer), answer.View) is { } effect) yield return Known(effect);
        }
        else if (answer.Outcome is CommandOutcome.Done or CommandOutcome.Repeated)
        {
            if (Effect(command, Promised(command, answer), null) is { } effect) yield return Known(effect);
            if (answer.View is { } view) yield return Known(new Looked(view));
        }
        else
        {
            if (command.Kind == CommandKind.Accept) yield return Perhaps(new TookOver(new(command.Agent!, command.Epoch + 1), null));
            yield return Known(new Refused(answer.Outcome, command.Agent is { } agent ? new(agent, command.Epoch) : null, answer.View));
        }
    }

    private static ThreadStep? Effect(Command command, (string, long)[] lines, SeenView? view)
    {
        var owner = command.Agent is { } agent ? new Ownership(agent, command.Epoch) : null;
        return command.Kind switch
        {
            CommandKind.Post or CommandKind.AgentPost => lines.Length == 0 ? null : new Said(lines, owner, view),
            CommandKind.Accept => new TookOver(owner! with { Epoch = command.Epoch + 1 }, view),
            CommandKind.AgentClose => new GaveAway(owner!, ConversationPhase.Closed, view),
            CommandKind.HandBack => new GaveAway(owner!, ConversationPhase.Bot, view),
            CommandKind.Transfer => new GaveAway(owner!, ConversationPhase.Waiting, view),
            CommandKind.Ask or CommandKind.Close => new Commanded(command.Kind, view),
            _ => view is null ? null : new Looked(view),
        };
    }

    private static (string, long)[] Promised(Command command, Answer answer) => [.. (answer.Promises ?? []).Select(promise => (LineKey.Of(command, promise.Id), promise.Sequence))];

    private static (string, long)[] Found(Command command, Dictionary<string, long> seen) =>
        [.. (command.Lines ?? []).Select(line => LineKey.Of(command, line.Id)).Where(seen.ContainsKey).Select(key => (key, seen[key]))];
}
