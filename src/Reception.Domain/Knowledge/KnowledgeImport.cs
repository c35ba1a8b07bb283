using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Knowledge;

/// <summary>
/// Reads the JSON-lines format: one object a line, <c>{id, question, answer, similar[], intent}</c>; blank lines are skipped.
/// Every problem of the file is reported at once, each with its line; entries are usable only if there is none.
/// </summary>
/// <param name="Entries">The lines that were read, in file order; incomplete if there are problems.</param>
/// <param name="Problems">At most <see cref="KnowledgeLimits.Problems"/>, in line order.</param>
/// <param name="ProblemCount">How many there are, listed or not.</param>
public sealed record KnowledgeImport(ImmutableArray<KnowledgeEntry> Entries, ImmutableArray<KnowledgeProblem> Problems, int ProblemCount)
{
    /// <summary>Whether the whole file can be taken.</summary>
    public bool IsUsable => ProblemCount == 0;

    /// <summary>Reads a file's text.</summary>
    public static KnowledgeImport Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads a file's bytes, UTF-8 with or without a byte order mark. Never throws on content.</summary>
    public static KnowledgeImport Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new LineReader();
        if (utf8.Length > KnowledgeLimits.ImportBytes)
            reader.Report(0, KnowledgeProblemCode.TooMany, $"The import has {utf8.Length} bytes; {KnowledgeLimits.ImportBytes} are allowed.");
        else
            reader.ReadAll(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8);
        return reader.ToImport();
    }

    private sealed class LineReader
    {
        private readonly ImmutableArray<KnowledgeEntry>.Builder _entries = ImmutableArray.CreateBuilder<KnowledgeEntry>();
        private readonly ImmutableArray<KnowledgeProblem>.Builder _problems = ImmutableArray.CreateBuilder<KnowledgeProblem>();
        private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);
        private int _problemCount;

        public void ReadAll(ReadOnlySpan<byte> rest)
        {
            for (var line = 1; !rest.IsEmpty; line++)
            {
                var end = rest.IndexOf((byte)'\n');
                var current = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                if (current.Trim(" \t\r"u8).IsEmpty)
                    continue;
                if (_entries.Count == KnowledgeLimits.Entries)
                {
                    Report(line, KnowledgeProblemCode.TooMany, $"A knowledge base has at most {KnowledgeLimits.Entries} entries.");
                    return;
                }

                Read(line, current);
            }

            if (_entries.Count == 0 && _problemCount == 0)
                Report(0, KnowledgeProblemCode.NoEntries, "The import holds no entry.");
        }

        public void Report(int line, KnowledgeProblemCode code, string message)
        {
            if (_problemCount++ < KnowledgeLimits.Problems)
                _problems.Add(new(line, code, message));
        }

        public KnowledgeImport ToImport() => new(_entries.ToImmutable(), _problems.ToImmutable(), _problemCount);

        private void Read(int line, ReadOnlySpan<byte> json)
        {
            if (json.Length > KnowledgeLimits.LineBytes)
            {
                Report(line, KnowledgeProblemCode.TooLong, $"The line has {json.Length} bytes; {KnowledgeLimits.LineBytes} are allowed.");
                return;
            }

            try
            {
                if (JsonSerializer.Deserialize(json, KnowledgeJson.Default.KnowledgeLine) is { } read)
                    Add(line, read);
                else
                    Report(line, KnowledgeProblemCode.BadJson, "The line is null; an object is expected.");
            }
            catch (JsonException e)
            {
                Report(line, KnowledgeProblemCode.BadJson, $"No valid entry: {e.Message}");
            }
        }

        private void Add(int line, KnowledgeLine read)
        {
            var before = _problemCount;
            CheckId(line, read.Id);
            if (!TextNormalizer.HasContent(read.Question))
                Report(line, KnowledgeProblemCode.EmptyQuestion, "The question is missing or has neither letter nor digit.");
            CheckLength(line, "question", read.Question, KnowledgeLimits.QuestionLength);
            CheckLength(line, "answer", read.Answer, KnowledgeLimits.AnswerLength);
            var topic = read.Intent ?? read.Topic;
            CheckLength(line, "intent", topic, KnowledgeLimits.IdLength);
            CheckSimilar(line, read.Similar ?? []);
            if (_problemCount == before)
                _entries.Add(new(read.Id!, read.Question!, string.IsNullOrWhiteSpace(read.Answer) ? null : read.Answer, [.. (read.Similar ?? []).OfType<string>()], topic));
        }

        private void CheckId(int line, string? id)
        {
            if (string.IsNullOrWhiteSpace(id) || id.Length > KnowledgeLimits.IdLength)
                Report(line, KnowledgeProblemCode.BadId, $"The id must have 1 to {KnowledgeLimits.IdLength} characters.");
            else if (!_lineOfId.TryAdd(id, line))
                Report(line, KnowledgeProblemCode.DuplicateId, $"The id '{id}' already stands on line {_lineOfId[id]}.");
        }

        private void CheckSimilar(int line, string?[] similar)
        {
            if (similar.Length > KnowledgeLimits.Similar)
                Report(line, KnowledgeProblemCode.TooMany, $"{similar.Length} similar questions; {KnowledgeLimits.Similar} are allowed.");
            for (var i = 0; i < similar.Length; i++)
            {
                if (!TextNormalizer.HasContent(similar[i]))
                    Report(line, KnowledgeProblemCode.EmptySimilar, $"Similar question {i + 1} has neither letter nor digit.");
                CheckLength(line, $"similar question {i + 1}", similar[i], KnowledgeLimits.QuestionLength);
            }
        }

        private void CheckLength(int line, string what, string? text, int bound)
        {
            if (text?.Length > bound)
                Report(line, KnowledgeProblemCode.TooLong, $"The {what} has {text.Length} characters; {bound} are allowed.");
        }
    }
}
