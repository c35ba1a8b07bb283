using Raw = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Knowledge.Drafts;

/// <summary>A change of single entries of a draft, checked. This folder holds what happens to entries before they are published.</summary>
/// <param name="Entries">The draft after the change, by id; the draft as it was if there are errors.</param>
/// <param name="Errors">Each with its entry; at most <see cref="KnowledgeLimits.Problems"/>.</param>
/// <param name="Warnings">What does not keep the change from being made, links to entries that are not there among it.</param>
public sealed record DraftEdit(Raw[] Entries, string[] Errors, string[] Warnings)
{
    /// <summary>A whole draft: every entry is checked, links have to lead somewhere.</summary>
    public static DraftEdit Replace(Raw[] entries, IReadOnlySet<string>? channels)
    {
        if (entries.Length > KnowledgeLimits.Entries) return new([], [$"{entries.Length} entries; at most {KnowledgeLimits.Entries} are allowed."], []);
        var (errors, warnings) = Check(entries, channels);
        errors.AddRange(MissingLinks(entries, entries.Select(e => e?.Id).OfType<string>()));
        return Finish([], entries, errors, warnings);
    }

    /// <summary>Puts and removes single entries. A link may lead nowhere for now: publishing asks again.</summary>
    public static DraftEdit Change(Raw[] draft, Raw[] put, string[] remove, IReadOnlySet<string>? channels)
    {
        var (errors, warnings) = Check(put, channels);
        var after = draft.ToDictionary(e => e.Id, StringComparer.Ordinal);
        foreach (var id in remove.Where(id => id is null || !after.Remove(id))) errors.Add($"There is no entry '{id}'.");
        if (errors.Count > 0) return Finish(draft, draft, errors, warnings);
        foreach (var entry in put) after[entry.Id] = entry;
        if (after.Count > KnowledgeLimits.Entries) errors.Add($"{after.Count} entries; at most {KnowledgeLimits.Entries} are allowed.");
        warnings.AddRange(MissingLinks(put, after.Keys));
        if (remove.Length > 0) warnings.AddRange(after.Values.SelectMany(e => EntryRules.References(e).Where(r => remove.Contains(r.Id, StringComparer.Ordinal) && !after.ContainsKey(r.Id)).Select(r => $"{e.Id}: {r.Field} leads to '{r.Id}', which is removed.")));
        return Finish(draft, [.. after.Values], errors, warnings);
    }

    private static (List<string> Errors, List<string> Warnings) Check(Raw?[] entries, IReadOnlySet<string>? channels)
    {
        var (errors, warnings) = (new List<string>(), new List<string>());
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] is not { } entry)
            {
                errors.Add($"entries[{i}] is missing.");
                continue;
            }

            if (entry.Id is { Length: > 0 } id && !ids.Add(id)) errors.Add($"entries[{i}].id: '{id}' stands in an earlier entry.");
            foreach (var (code, message) in EntryRules.Check(entry, channels))
                (new KnowledgeProblem(0, code, "").IsWarning ? warnings : errors).Add($"entries[{i}].{message}");
        }

        return (errors, warnings);
    }

    private static IEnumerable<string> MissingLinks(IEnumerable<Raw?> entries, IEnumerable<string> ids)
    {
        var known = ids.ToHashSet(StringComparer.Ordinal);
        return entries.OfType<Raw>().SelectMany(e => EntryRules.References(e).Where(r => !known.Contains(r.Id)).Select(r => $"{e.Id}: {r.Field} leads to '{r.Id}', which is not there."));
    }

    private static DraftEdit Finish(Raw[] before, Raw[] after, List<string> errors, List<string> warnings) => new(
        errors.Count > 0 ? before : [.. after.Select(e => e.ToDomain().ToContract()).OrderBy(e => e.Id, StringComparer.Ordinal)],
        [.. errors.Take(KnowledgeLimits.Problems)], [.. warnings.Take(KnowledgeLimits.Problems)]);
}
