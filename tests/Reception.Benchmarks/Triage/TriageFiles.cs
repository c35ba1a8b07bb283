using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Domain.Knowledge;

namespace Reception.Benchmarks.Triage;

/// <summary>A labelled question: the entry that has to be found, or null if the question has to be refused.</summary>
/// <param name="Text">As the customer wrote it.</param>
/// <param name="Expect">Id of an entry.</param>
/// <param name="Kind">Which sort of question; null: "in" with an entry, "oos" without.</param>
internal sealed record TriageQuestion(string Text, string? Expect, string? Kind)
{
    /// <summary>Questions of which a good part is arguable; they count in no figure but their own.</summary>
    public bool IsArguable => Kind == "oos_open_hard";

    public bool IsInScope => Expect is not null;
}

/// <summary>A file of the command line that cannot be used; the message names every problem, one a line.</summary>
internal sealed class UnusableFileException(string message) : Exception(message);

/// <summary>Reads the benchmark's files.</summary>
internal static class TriageFiles
{
    private const int MaxProblems = 20;

    /// <exception cref="UnusableFileException">The file is not there or has a line that is no entry.</exception>
    public static KnowledgeBase ReadKnowledge(string path)
    {
        var import = KnowledgeImport.Parse(ReadBytes(path));
        if (!import.IsUsable)
            throw new UnusableFileException(string.Join('\n', import.Problems.Take(MaxProblems).Select(p => $"{path}:{p.Line}: {p.Code}: {p.Message}").Append($"{path}: {import.ProblemCount} problems")));
        return KnowledgeBase.Create(1, import.Entries);
    }

    /// <exception cref="UnusableFileException">The file is not there, empty, or has a line that is no question.</exception>
    public static TriageQuestion[] ReadQuestions(string path)
    {
        var questions = ImmutableArray.CreateBuilder<TriageQuestion>();
        var problems = new List<string>();
        var line = 0;
        foreach (var text in System.Text.Encoding.UTF8.GetString(ReadBytes(path)).TrimStart('\uFEFF').Split('\n'))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            try
            {
                var question = JsonSerializer.Deserialize(text, TriageQuestionJson.Default.TriageQuestion);
                if (question?.Text is null)
                    problems.Add($"{path}:{line}: no \"text\"");
                else
                    questions.Add(question with { Kind = question.Kind ?? (question.IsInScope ? "in" : "oos") });
            }
            catch (JsonException e)
            {
                problems.Add($"{path}:{line}: {e.Message}");
            }
        }

        if (problems.Count == 0 && questions.Count == 0)
            problems.Add($"{path}: no question");
        return problems.Count == 0 ? questions.ToArray() : throw new UnusableFileException(string.Join('\n', problems.Take(MaxProblems)));
    }

    /// <summary>A question may expect an entry that the base does not hold: it can only be missed, and is likely a wrong pair of files.</summary>
    public static void WarnOfUnknown(KnowledgeBase knowledge, IEnumerable<TriageQuestion> questions)
    {
        var unknown = questions.Where(q => q.Expect is { } id && knowledge.Find(id) is null).Select(q => q.Expect).Distinct().ToArray();
        if (unknown.Length > 0)
            Console.Error.WriteLine($"warning: {unknown.Length} expected entries are not in the base, such as '{unknown[0]}'");
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnusableFileException($"{path}: {e.Message}");
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TriageQuestion))]
internal sealed partial class TriageQuestionJson : JsonSerializerContext;
