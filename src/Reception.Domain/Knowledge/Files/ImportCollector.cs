using System.Collections.Immutable;
using Raw = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Knowledge.Files;

/// <summary>Takes entries as a reader finds them, checks each and all together, and keeps everything that is wrong.</summary>
internal sealed class ImportCollector(ImportSetting setting)
{
    private readonly List<(int Line, Raw Entry)> _entries = [];
    private readonly List<KnowledgeProblem> _problems = [];
    private readonly List<KnowledgeProblem> _warnings = [];
    private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Line, int Count)> _unknownFields = new(StringComparer.Ordinal);
    private int _problemCount;

    public TimeZoneInfo Zone => setting.Zone;

    /// <summary>The id of an entry that is read by itself: what it points to is not here. Null: a whole file.</summary>
    public string? Alone { get; init; }

    /// <summary>False: the base is full, nothing more needs to be read.</summary>
    public bool HasRoom(int line)
    {
        if (_lineOfId.Count < KnowledgeLimits.Entries) return true;
        Report(line, KnowledgeProblemCode.TooMany, $"A knowledge base has at most {KnowledgeLimits.Entries} entries.");
        return false;
    }

    public void Report(int line, KnowledgeProblemCode code, string message)
    {
        var problem = new KnowledgeProblem(line, code, message);
        if (problem.IsWarning)
        {
            if (_warnings.Count < KnowledgeLimits.Problems) _warnings.Add(problem);
        }
        else if (_problemCount++ < KnowledgeLimits.Problems)
        {
            _problems.Add(problem);
        }
    }

    public void ReportUnknown(int line, string field)
    {
        if (_unknownFields.TryGetValue(field, out var seen)) _unknownFields[field] = (seen.Line, seen.Count + 1);
        else if (_unknownFields.Count < 100) _unknownFields[field] = (line, 1);
    }

    public void Add(int line, Raw entry)
    {
        if (Alone is not null && entry.Id is null) entry = entry with { Id = Alone };
        if (Alone is not null && entry.Id != Alone) Report(line, KnowledgeProblemCode.BadId, $"id: another than '{Alone}'.");
        if (entry.Id is { Length: > 0 } id && !_lineOfId.TryAdd(id, line)) Report(line, KnowledgeProblemCode.DuplicateId, $"id: '{id}' already stands on line {_lineOfId[id]}.");
        foreach (var (code, message) in EntryRules.Check(entry, setting.Channels)) Report(line, code, message);
        _entries.Add((line, entry));
    }

    public KnowledgeImport Finish()
    {
        if (_entries.Count == 0 && _problemCount == 0) Report(0, KnowledgeProblemCode.NoEntries, "The import holds no entry.");
        foreach (var (line, entry) in Alone is null ? _entries : [])
            foreach (var (field, id) in EntryRules.References(entry).Where(r => !_lineOfId.ContainsKey(r.Id)))
                Report(line, KnowledgeProblemCode.UnknownEntry, $"{field}: there is no entry '{(id.Length > 50 ? id[..50] : id)}'.");
        foreach (var (field, (line, count)) in _unknownFields)
            Report(line, KnowledgeProblemCode.UnknownField, $"'{(field.Length > 50 ? field[..50] : field)}' has no meaning here and was left out ({count} times).");
        return new([.. _problemCount == 0 ? _entries.Select(e => e.Entry.ToDomain()) : []], InOrder(_problems), _problemCount) { Warnings = InOrder(_warnings) };
    }

    private static ImmutableArray<KnowledgeProblem> InOrder(List<KnowledgeProblem> problems) => [.. problems.OrderBy(p => p.Line)];
}
