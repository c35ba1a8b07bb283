using System.Text;
using Reception.Cluster.Checks;
using Reception.Cluster.Histories;
using Reception.Cluster.Journals;

namespace Reception.Cluster.Rounds;

/// <summary>Violations with all there is about their conversations: the file's events, the commands and answers, what sessions saw.</summary>
internal static class RoundReport
{
    private const int Shown = 3;

    public static string Of(IReadOnlyCollection<Violation> violations, StoredJournal journal, History history)
    {
        var text = new StringBuilder();
        text.AppendLine($"{violations.Count} violations: {string.Join(", ", violations.GroupBy(violation => violation.Rule).Select(group => $"{group.Count()} {group.Key}"))}");
        foreach (var violation in violations.Take(40)) text.AppendLine(violation.ToString());
        foreach (var conversation in violations.Select(violation => violation.Conversation).OfType<string>().Distinct().Take(Shown)) Append(text, conversation, journal, history);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string conversation, StoredJournal journal, History history)
    {
        text.AppendLine().AppendLine($"== {conversation}: the file");
        foreach (var fact in journal.ByConversation[conversation]) text.AppendLine(fact.ToString());
        foreach (var row in journal.OpenWork.Where(row => row.Work == conversation)) text.AppendLine($"index: {row}");
        text.AppendLine($"== {conversation}: commands");
        foreach (var operation in history.Operations.Where(operation => operation.Command.Conversation == conversation)) text.AppendLine(Line(operation));
        foreach (var session in history.Sessions.Where(session => session.Conversation == conversation))
            text.AppendLine($"== {conversation}: {session.Client} got {string.Join(", ", session.Lines.Select(line => line.Sequence))}");
    }

    private static string Line(Operation operation)
    {
        var (command, answer) = (operation.Command, operation.Answer);
        var promises = string.Join(", ", (answer?.Promises ?? []).Select(promise => $"{promise.Id} at {promise.Sequence}"));
        var lines = string.Join(", ", (command.Lines ?? []).Select(line => line.Id));
        return $"{operation.Number}: {operation.Invoked} to {operation.Returned}: {command.Client} {command.Kind} epoch {command.Epoch} {lines} → {(answer is null ? "unknown" : $"{answer.Outcome} {promises} {answer.View}")}";
    }
}
