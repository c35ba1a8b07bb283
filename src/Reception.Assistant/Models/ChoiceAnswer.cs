using System.Text.Json;
using Reception.Contracts.Assistant;
using Reception.Domain.Assistance;

namespace Reception.Assistant.Models;

/// <summary>
/// Reads a model's answer as strictly as it was asked for: one JSON object with exactly the three fields, each of its type, fitting each
/// other, an id of the candidates, a question that <see cref="QuestionGuard"/> lets pass. Anything else is no answer.
/// </summary>
internal static class ChoiceAnswer
{
    /// <summary>The longest answer that is looked at, in characters.</summary>
    public const int MaxLength = 1_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow, MaxDepth = 2, AllowDuplicateProperties = false };

    public static ChosenEntry Read(string? text, EntryChoice choice, int tokens)
    {
        if (text is null or { Length: > MaxLength }) return ChosenEntry.Nothing(tokens);
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return Read(document.RootElement, choice, tokens);
        }
        catch (JsonException)
        {
            return ChosenEntry.Nothing(tokens);
        }
    }

    private static ChosenEntry Read(JsonElement answer, EntryChoice choice, int tokens)
    {
        if (answer.ValueKind != JsonValueKind.Object || answer.EnumerateObject().Any(p => p.Name is not ("action" or "id" or "question"))) return ChosenEntry.Nothing(tokens);
        if (!TryText(answer, "action", out var action) || !TryText(answer, "id", out var id) || !TryText(answer, "question", out var question)) return ChosenEntry.Nothing(tokens);
        return (action, id, question) switch
        {
            ("choose", { Length: 1 }, null) when id[0] - '1' is >= 0 and var at && at < choice.Candidates.Length => new(BotReplyKind.Entry, tokens, choice.Candidates[at].EntryId),
            ("ask", null, not null) when QuestionGuard.Check(question, choice.Candidates, choice.Language == "zh") is { } asked => new(BotReplyKind.Question, tokens, Question: asked),
            ("none", null, null) => new(BotReplyKind.NoEntry, tokens),
            _ => ChosenEntry.Nothing(tokens),
        };
    }

    // A field that is missing reads as null; one of another type is wrong.
    private static bool TryText(JsonElement answer, string name, out string? text)
    {
        text = null;
        if (!answer.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return true;
        if (value.ValueKind != JsonValueKind.String) return false;
        text = value.GetString();
        return true;
    }
}
