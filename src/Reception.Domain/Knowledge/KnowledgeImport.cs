using System.Collections.Immutable;
using System.Text;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge.Files;

namespace Reception.Domain.Knowledge;

/// <summary>
/// What a file of entries holds, JSON lines or a table; docs/knowledge.md describes both. Every problem of the file is reported at
/// once, each with its line; entries are usable only if there is none. The only reader of entries there is.
/// </summary>
/// <param name="Entries">In file order; empty if there are problems.</param>
/// <param name="Problems">At most <see cref="KnowledgeLimits.Problems"/>, in line order; warnings are not among them.</param>
/// <param name="ProblemCount">How many there are, listed or not.</param>
public sealed record KnowledgeImport(ImmutableArray<KnowledgeEntry> Entries, ImmutableArray<KnowledgeProblem> Problems, int ProblemCount)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>What is doubtful and does not keep the file from being taken; at most <see cref="KnowledgeLimits.Problems"/>, in line order.</summary>
    public ImmutableArray<KnowledgeProblem> Warnings { get; init; } = [];

    /// <summary>Whether the whole file can be taken.</summary>
    public bool IsUsable => ProblemCount == 0;

    /// <summary>Reads JSON lines.</summary>
    public static KnowledgeImport Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads a file's bytes, UTF-8 with or without a byte order mark. Never throws on content.</summary>
    public static KnowledgeImport Parse(byte[] utf8, KnowledgeFormat format = KnowledgeFormat.JsonLines, ImportSetting? setting = null)
    {
        var into = new ImportCollector(setting ?? ImportSetting.Default);
        var bytes = utf8.AsSpan();
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (bytes.Length > KnowledgeLimits.ImportBytes)
            into.Report(0, KnowledgeProblemCode.TooMany, $"The import has {bytes.Length} bytes; {KnowledgeLimits.ImportBytes} are allowed.");
        else if (format == KnowledgeFormat.JsonLines)
            JsonLinesReader.Read(bytes, into);
        else if (IsText(bytes, into))
            TableReader.Read(bytes.Length == utf8.Length ? utf8 : bytes.ToArray(), into);
        return into.Finish();
    }

    /// <summary>Reads one entry, a JSON object that has this id or none. What it points to in other entries is not looked at.</summary>
    public static KnowledgeImport ParseEntry(ReadOnlySpan<byte> utf8, string id, ImportSetting? setting = null)
    {
        var into = new ImportCollector(setting ?? ImportSetting.Default) { Alone = id };
        JsonLinesReader.ReadEntry(1, utf8, into);
        return into.Finish();
    }

    /// <summary>Older spreadsheets save in the system's code page: told once, with the line, rather than as garbled questions.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes, ImportCollector into)
    {
        for (var line = 1; !bytes.IsEmpty; line++)
        {
            var end = bytes.IndexOf((byte)'\n');
            try
            {
                Strict.GetCharCount(end < 0 ? bytes : bytes[..end]);
            }
            catch (DecoderFallbackException)
            {
                into.Report(line, KnowledgeProblemCode.BadTable, "The file is not UTF-8; save it as “CSV UTF-8”.");
                return false;
            }

            bytes = end < 0 ? default : bytes[(end + 1)..];
        }

        return true;
    }
}
