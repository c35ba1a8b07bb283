using System.Collections.Immutable;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Knowledge;

/// <summary>
/// One published version of what a shop knows: immutable, entries ordered by id (ordinal), so that the order in which they
/// were imported can change nothing that is computed from it.
/// </summary>
public sealed class KnowledgeBase
{
    /// <summary>Of an entry without its texts, and its place in the table of ids.</summary>
    private const int EntryBytes = 220;

    private readonly Dictionary<string, int> _positions;

    private KnowledgeBase(long version, ImmutableArray<KnowledgeEntry> entries, ImmutableArray<DuplicateQuestion> duplicates)
    {
        Version = version;
        Entries = entries;
        Duplicates = duplicates;
        _positions = new(entries.Length, StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++)
            _positions.Add(entries[i].Id, i);
        Bytes = entries.Sum(e => e.Questions.Sum(BytesOf) + BytesOf(e.Id) + BytesOf(e.Answer) + BytesOf(e.Topic) + BytesOf(e.WithoutOrder) + EntryBytes);
    }

    /// <summary>Rises with every publication of the shop.</summary>
    public long Version { get; }

    /// <summary>By id, ordinal; possibly empty.</summary>
    public ImmutableArray<KnowledgeEntry> Entries { get; }

    /// <summary>Questions that stand, word for word after normalisation, in more than one entry. To be shown to the shop: triage can at best guess between them.</summary>
    public ImmutableArray<DuplicateQuestion> Duplicates { get; }

    /// <summary>Memory it takes, estimated: texts, and what stands around them.</summary>
    public long Bytes { get; }

    /// <summary>Publishes entries as a version.</summary>
    /// <exception cref="ArgumentException">Two entries have the same id, or there are more than <see cref="KnowledgeLimits.Entries"/>.</exception>
    public static KnowledgeBase Create(long version, IEnumerable<KnowledgeEntry> entries)
    {
        var sorted = entries.OrderBy(e => e.Id, StringComparer.Ordinal).ToImmutableArray();
        if (sorted.Length > KnowledgeLimits.Entries)
            throw new ArgumentException($"{sorted.Length} entries; {KnowledgeLimits.Entries} are allowed.", nameof(entries));
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i].Id == sorted[i - 1].Id)
                throw new ArgumentException($"Two entries have the id '{sorted[i].Id}'.", nameof(entries));
        return new(version, sorted, FindDuplicates(sorted));
    }

    /// <summary>The entry with this id, or null.</summary>
    public KnowledgeEntry? Find(string id) => _positions.TryGetValue(id, out var at) ? Entries[at] : null;

    /// <summary>Where the entry stands in <see cref="Entries"/>, or -1.</summary>
    internal int PositionOf(string id) => _positions.GetValueOrDefault(id, -1);

    private static long BytesOf(string? text) => text is null ? 0 : 32 + (text.Length * sizeof(char));

    private static ImmutableArray<DuplicateQuestion> FindDuplicates(ImmutableArray<KnowledgeEntry> entries) =>
    [
        .. entries
            .SelectMany(e => e.Questions.Select(q => (Text: TextNormalizer.Normalize(q), e.Id)).Distinct())
            .GroupBy(q => q.Text, q => q.Id, StringComparer.Ordinal)
            .Where(g => g.Count() > 1)
            .Select(g => new DuplicateQuestion(g.Key, [.. g]))
            .OrderBy(d => d.Text, StringComparer.Ordinal),
    ];
}

/// <summary>A question that several entries claim.</summary>
/// <param name="Text">The question, normalised.</param>
/// <param name="EntryIds">The entries, by id.</param>
public sealed record DuplicateQuestion(string Text, ImmutableArray<string> EntryIds);
