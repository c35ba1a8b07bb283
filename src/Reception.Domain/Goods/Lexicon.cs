using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Reception.Domain.Goods;

/// <summary>
/// Finds terms in a message: at each place where a word may begin the longest term that also ends a word, then on behind it. Terms are
/// known by their first two characters, so that a place costs one look-up. A product's word may stand in the plural.
/// </summary>
internal sealed class Lexicon
{
    private readonly FrozenDictionary<int, Term[]> _terms;

    public Lexicon(IEnumerable<Term> terms, IEnumerable<RangeTag> ranges)
    {
        _terms = terms.GroupBy(t => KeyOf(t.Text)).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(t => t.Text.Length).ThenBy(t => t.Text, StringComparer.Ordinal).ToArray());
        Ranges = [.. ranges];
    }

    public ImmutableArray<RangeTag> Ranges { get; }

    /// <summary>The term at a place and how many characters it takes; null: none.</summary>
    public Term? At(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 0;
        if (at + 1 < text.Length && _terms.TryGetValue((text[at] << 16) | text[at + 1], out var terms))
        {
            foreach (var term in terms)
            {
                if (!text[at..].StartsWith(term.Text, StringComparison.Ordinal) || !EndsWord(text, at + term.Text.Length, term, out length)) continue;
                length += term.Text.Length;
                return term;
            }
        }
        if (!_terms.TryGetValue(text[at] << 16, out terms) || (at + 1 < text.Length && !GoodsText.IsBoundary(text[at], text[at + 1]))) return null;
        length = 1;
        return terms[0];
    }

    private static bool EndsWord(ReadOnlySpan<char> text, int end, Term term, out int plural)
    {
        plural = 0;
        if (end >= text.Length || GoodsText.IsBoundary(text[end - 1], text[end])) return true;
        if (!term.IsOfCatalogue || text[end] != 's' || (end + 1 < text.Length && !GoodsText.IsBoundary('s', text[end + 1]))) return false;
        plural = 1;
        return true;
    }

    private static int KeyOf(string text) => text.Length > 1 ? (text[0] << 16) | text[1] : text[0] << 16;
}
