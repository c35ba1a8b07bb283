using System.Collections.Immutable;
using Reception.Domain.Knowledge;

namespace Reception.Domain.Triage;

/// <summary>Which entries of the version a decision may use: those in force now, without some named ones.</summary>
/// <param name="now">Null: validity dates do not count.</param>
/// <param name="without">Ids that are left out; default is none.</param>
internal readonly struct Usable(DateTimeOffset? now, ImmutableArray<string> without = default)
{
    /// <summary>Nothing is left out.</summary>
    public bool IsEverything => now is null && without.IsDefaultOrEmpty;

    public Usable Without(ImmutableArray<string> ids) => new(now, ids);

    public Usable Without(string id) => new(now, without.IsDefault ? [id] : without.Add(id));

    public bool Allows(KnowledgeEntry entry) => (now is not { } at || entry.IsInForce(at)) && (without.IsDefaultOrEmpty || !without.Contains(entry.Id));
}
