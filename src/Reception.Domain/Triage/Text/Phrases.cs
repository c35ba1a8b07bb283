using System.Collections.Frozen;

namespace Reception.Domain.Triage.Text;

/// <summary>
/// Phrases that get a feature of their own beside those of their characters or words. Ways of saying one thing that customers of
/// any shop use for each other share one, so that a shop that wrote 如何 is found by 咋, and one that wrote "cancel" by "call
/// off"; such groups are general language (asking, wanting, failing, paying, sending …), never a shop's terms, and need not be
/// exact synonyms: the training weighs what a group is worth. A name of <see cref="KnownNames"/> has one alone.
/// </summary>
internal static class Phrases
{
    private static readonly FrozenDictionary<char, Phrase[]> Table = Build();

    /// <summary>The longest phrase that stands at a position; length 0 if there is none.</summary>
    /// <param name="text">Normalised, with a separator before and after it.</param>
    /// <param name="at">Where a word or a spaceless character begins.</param>
    public static (int Length, int Number, bool IsName) At(ReadOnlySpan<char> text, int at)
    {
        if (Table.TryGetValue(text[at], out var phrases))
            foreach (var phrase in phrases)
                if (text[at..].StartsWith(phrase.Text) && (GramReader.IsSpaceless(phrase.Text[^1]) || IsEnd(text, at + phrase.Text.Length)))
                    return (phrase.Text.Length, phrase.Number, phrase.IsName);
        return default;
    }

    private static bool IsEnd(ReadOnlySpan<char> text, int at) => at >= text.Length || text[at] == CharacterFolding.Separator || GramReader.IsSpaceless(text[at]);

    private static FrozenDictionary<char, Phrase[]> Build()
    {
        var groups = SynonymGroups.Chinese.Split('\n').Select(g => g.Split(' ')).Concat(SynonymGroups.English.Split('\n').Select(g => g.Split(", ")));
        var synonyms = groups.SelectMany((group, number) => group.Select(text => new Phrase(text, number, IsName: false)));
        var names = KnownNames.All.Split('\n').SelectMany(g => g.Split(GramReader.IsSpaceless(g[0]) ? ' ' : '|')).Select((text, number) => new Phrase(text, number, IsName: true));
        return names.Concat(synonyms).GroupBy(p => p.Text[0]).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(p => p.Text.Length).ThenByDescending(p => p.IsName).ThenBy(p => p.Number).ToArray());
    }

    private readonly record struct Phrase(string Text, int Number, bool IsName);
}
