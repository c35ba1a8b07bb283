using System.Text;
using Reception.Contracts.Knowledge;
using Raw = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Knowledge.Drafts;

/// <summary>What became of one entry; null before: added, null after: removed.</summary>
public sealed record EntryDifference(string Id, Raw? Before, Raw? After, string[] Fields);

/// <summary>What became of entries from one set to another, by id.</summary>
public static class EntryDiff
{
    /// <summary>Every change, ordered by id. Ids are unique in each set.</summary>
    public static IEnumerable<EntryDifference> Between(IReadOnlyCollection<Raw> before, IReadOnlyCollection<Raw> after)
    {
        var old = before.ToDictionary(e => e.Id, StringComparer.Ordinal);
        var now = after.ToDictionary(e => e.Id, StringComparer.Ordinal);
        foreach (var id in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!now.TryGetValue(id, out var added)) yield return new(id, old[id], null, []);
            else if (!old.TryGetValue(id, out var removed)) yield return new(id, null, added, []);
            else if (Fields(removed, added) is { Length: > 0 } fields) yield return new(id, removed, added, fields);
        }
    }

    /// <summary>The first changes, and counts of all.</summary>
    public static KnowledgeDiff Of(long version, Raw[] before, long revision, Raw[] after)
    {
        EntryDifference[] changes = [.. Between(before, after)];
        return new(version, revision, Count(EntryChangeKind.Added), Count(EntryChangeKind.Changed), Count(EntryChangeKind.Removed), [.. changes.Take(KnowledgeDiff.MaxListed).Select(Say)]);

        int Count(EntryChangeKind kind) => changes.Count(c => KindOf(c) == kind);
    }

    private static EntryChange Say(EntryDifference change) => new(KindOf(change), change.Id, change.Fields, Json(change.Before), Json(change.After));

    private static EntryChangeKind KindOf(EntryDifference change) => change.Before is null ? EntryChangeKind.Added : change.After is null ? EntryChangeKind.Removed : EntryChangeKind.Changed;

    private static string? Json(Raw? entry) => entry is null ? null : Encoding.UTF8.GetString(KnowledgeExport.ToJson(entry.ToDomain()));

    private static string[] Fields(Raw a, Raw b) =>
    [
        .. new[]
        {
            ("question", a.Question == b.Question), ("answer", a.Answer == b.Answer), ("similar", Same(a.Similar, b.Similar)), ("topic", a.Topic == b.Topic), ("from", a.From == b.From),
            ("until", a.Until == b.Until), ("next", Same(a.Next, b.Next)), ("withoutOrder", a.WithoutOrder == b.WithoutOrder),
            ("variants", Same(a.Variants, b.Variants, (x, y) => Same(x.Channels, y.Channels) && x.Answer == y.Answer && SameParts(x.Parts, y.Parts))), ("parts", SameParts(a.Parts, b.Parts)),
        }.Where(field => !field.Item2).Select(field => field.Item1),
    ];

    private static bool SameParts(Contracts.Conversations.MessagePart[]? a, Contracts.Conversations.MessagePart[]? b) =>
        Same(a, b, (x, y) => x with { Buttons = null } == y with { Buttons = null } && Same(x.Buttons, y.Buttons));

    private static bool Same<T>(T[]? a, T[]? b, Func<T, T, bool>? same = null) =>
        (a?.Length ?? 0) == (b?.Length ?? 0) && Enumerable.Range(0, a?.Length ?? 0).All(i => same?.Invoke(a![i], b![i]) ?? EqualityComparer<T>.Default.Equals(a![i], b![i]));
}
