using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage.Text;
using Entry = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Grains.Knowledge;

/// <summary>What is wrong with a draft, at most 100 lines, each with the entry it stands in.</summary>
internal static class EntryRules
{
    private const int MaxErrors = 100;

    public static string[] Check(Entry[] entries)
    {
        if (entries.Length > KnowledgeLimits.Entries) return [$"{entries.Length} entries; at most {KnowledgeLimits.Entries} are allowed."];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. entries.SelectMany((e, i) => Check(e, i, ids)).Take(MaxErrors)];
    }

    private static IEnumerable<string> Check(Entry entry, int index, HashSet<string> ids)
    {
        var path = $"entries[{index}]";
        if (string.IsNullOrWhiteSpace(entry.Id) || entry.Id.Length > KnowledgeLimits.IdLength) yield return $"{path}.id must have 1 to {KnowledgeLimits.IdLength} characters.";
        else if (!ids.Add(entry.Id)) yield return $"{path}.id '{entry.Id}' stands in an earlier entry.";
        if (!IsQuestion(entry.Question)) yield return $"{path}.question must have words and at most {KnowledgeLimits.QuestionLength} characters.";
        if (entry.Answer?.Length > KnowledgeLimits.AnswerLength) yield return $"{path}.answer has more than {KnowledgeLimits.AnswerLength} characters.";
        if (entry.Topic?.Length > KnowledgeLimits.IdLength) yield return $"{path}.topic has more than {KnowledgeLimits.IdLength} characters.";
        if (entry.Similar?.Length > KnowledgeLimits.Similar) yield return $"{path}.similar has more than {KnowledgeLimits.Similar} questions.";
        else if (entry.Similar?.All(IsQuestion) == false) yield return $"{path}.similar must have words and at most {KnowledgeLimits.QuestionLength} characters each.";
    }

    private static bool IsQuestion(string? text) => TextNormalizer.HasContent(text) && text!.Length <= KnowledgeLimits.QuestionLength;
}
