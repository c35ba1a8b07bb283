using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Benchmarks.Replay;

/// <summary>
/// A shop's knowledge made from questions and agents' replies, as a hurried trainer would: pairs whose questions are nearly alike
/// become one entry with similar questions, and the longest reply is its answer. Courtesy and requests for a human are left out of
/// the questions; questions back, requests to wait or to rate and greetings out of the replies. Nothing is corrected by hand.
/// </summary>
internal static partial class ReplayKnowledge
{
    /// <summary>Likeness from which questions are one entry.</summary>
    private const double OneEntry = 0.6;

    /// <summary>A question or reply with fewer letters says nothing without its conversation.</summary>
    private const int ShortestQuestion = 5, ShortestReply = 8;

    private static readonly TriageIndex Nothing = TriageIndex.Build(KnowledgeBase.Create(1, []));

    /// <summary>JSON lines for <c>knowledge/draft</c>.</summary>
    public static (string Lines, int Entries) Make(IEnumerable<QuestionAndAnswer> pairs)
    {
        var entries = new List<List<QuestionAndAnswer>>();
        foreach (var pair in pairs.Where(p => IsQuestion(p.Q) && IsReply(p.A)).DistinctBy(p => p.Q))
        {
            if (entries.Find(e => Likeness.Of(e[0].Q, pair.Q) >= OneEntry) is { } entry)
                entry.Add(pair);
            else
                entries.Add([pair]);
        }

        var lines = entries.Select((entry, i) => new JsonObject
        {
            ["id"] = $"qa-{i:0000}",
            ["question"] = entry[0].Q,
            ["answer"] = entry.MaxBy(p => p.A.Length)!.A,
            ["similar"] = new JsonArray([.. entry.Skip(1).Select(p => JsonValue.Create(p.Q))]),
        }.ToJsonString(JsonSerializerOptions.Default));
        return (string.Join('\n', lines), entries.Count);
    }

    private static bool IsQuestion(string text) =>
        Letters(text) >= ShortestQuestion && Nothing.Judge(text, default, TriageThresholds.Default).Reason is not (TriageReason.SmallTalk or TriageReason.AskedForHuman);

    private static bool IsReply(string text) => Letters(text) >= ShortestReply && !NoReply().IsMatch(text);

    [GeneratedRegex("[?？]$|[吗呢么]$|稍等|评价|请问|有什么问题|还有(?:其他|别的|什么)|很高兴|祝您|在的哦")]
    private static partial Regex NoReply();

    private static int Letters(string text) => text.Count(char.IsLetter);
}
