using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Reception.Contracts.Goods;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Goods;

/// <summary>
/// The terms of a catalogue: names and aliases, parts of names, tags, attributes' names and values. Parts of a name are, in a script
/// without spaces, its pieces of 3 to 6 characters and its last two; in words, pairs of neighbours, the last word, and words with a digit.
/// A part that stands in most products says nothing (the brand). What a cue says is not taken for a part of a name.
/// </summary>
internal sealed partial class LexiconBuilder
{
    private const int LongestPiece = 6;
    private const int ShortestPiece = 3;
    private const int Common = 6;

    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly List<RangeTag> _ranges = [];
    private int _products;

    public void Add(Product product)
    {
        var at = _products++;
        foreach (var name in (product.Aliases ?? []).Prepend(product.Name))
        {
            Of(GoodsText.Of(name))?.Names.Add(at);
            foreach (var part in PartsOf(GoodsText.Of(name))) Of(part)?.Parts.Add(at);
        }
        foreach (var tag in product.Suits ?? []) AddTag(tag, at);
        foreach (var attribute in product.Attributes ?? []) AddAttribute(attribute, at);
    }

    public Lexicon Build()
    {
        foreach (var (phrase, cue) in Cues.All) Of(phrase)!.Cue = cue;
        return new(_entries.Select(e => e.Value.ToTerm(e.Key, _products)).OfType<Term>(), _ranges);
    }

    private void AddTag(string tag, int at)
    {
        foreach (var wording in Wordings.All(tag))
        {
            if (Range().Match(wording) is { Success: true } match && TryRange(match, at, Wordings.Shown(tag)) is { } range) _ranges.Add(range);
            else Of(GoodsText.Of(wording))?.Tags.Add(at);
        }
    }

    private void AddAttribute(ProductAttribute attribute, int at)
    {
        var key = Wordings.Key(attribute.Name);
        foreach (var wording in Wordings.All(attribute.Name)) Of(GoodsText.Of(wording))?.Asked.Add(key);
        foreach (var value in attribute.Values)
        {
            foreach (var wording in attribute.Number is null ? Wordings.All(value) : [value, value.Replace(" ", "", StringComparison.Ordinal)])
            {
                if (Of(GoodsText.Of(wording)) is not { } entry) continue;
                entry.Values.Add(at);
                entry.ValueOf.Add(key);
            }
        }
    }

    /// <summary>Null for what cannot be told in a message: nothing, one character, a number alone.</summary>
    private Entry? Of(string text)
    {
        if (text.Length == 0 || !text.Any(char.IsLetter) || (text.Length == 1 && !Cues.All.ContainsKey(text))) return null;
        if (!_entries.TryGetValue(text, out var entry)) _entries[text] = entry = new();
        return entry;
    }

    private static IEnumerable<string> PartsOf(string name)
    {
        var words = new List<string>();
        for (var at = 0; at < name.Length;)
        {
            var end = at + 1;
            if (name[at] == ' ') (at, end) = (at + 1, at + 1);
            else if (GramReader.IsSpaceless(name[at]))
            {
                while (end < name.Length && GramReader.IsSpaceless(name[end])) end++;
                foreach (var piece in PiecesOf(name[at..end])) yield return piece;
            }
            else
            {
                while (end < name.Length && name[end] != ' ' && !GramReader.IsSpaceless(name[end])) end++;
                words.Add(name[at..end]);
            }
            at = end;
        }
        for (var i = 0; i < words.Count; i++)
        {
            if (i + 1 < words.Count) yield return $"{words[i]} {words[i + 1]}";
            if (words[i].Any(char.IsAsciiDigit)) yield return words[i];
        }
        if (words.FindLast(w => w.All(char.IsLetter)) is { Length: >= ShortestPiece } last) yield return last;
    }

    private static IEnumerable<string> PiecesOf(string run)
    {
        for (var start = 0; start < run.Length; start++)
        {
            for (var length = ShortestPiece; length <= LongestPiece && start + length <= run.Length; length++) yield return run.Substring(start, length);
        }
        if (run.Length >= 2) yield return run[^2..];
    }

    private static RangeTag? TryRange(Match match, int product, string shown)
    {
        var (before, behind) = (GoodsText.Of(match.Groups[1].Value), GoodsText.Of(match.Groups[4].Value));
        var (low, high) = (int.Parse(match.Groups[2].ValueSpan), int.Parse(match.Groups[3].ValueSpan));
        return low <= high && before.Length + behind.Length > 0 ? new(before, behind, low, high, product, shown) : null;
    }

    [GeneratedRegex(@"^\s*([^0-9]*?)\s*([0-9]{1,4})\s*(?:-|–|~|至|到)\s*([0-9]{1,4})\s*([^0-9]*?)\s*$")]
    private static partial Regex Range();

    private sealed class Entry
    {
        public Cue Cue { get; set; }
        public SortedSet<int> Names { get; } = [];
        public SortedSet<int> Parts { get; } = [];
        public SortedSet<int> Tags { get; } = [];
        public SortedSet<int> Values { get; } = [];
        public SortedSet<string> Asked { get; } = new(StringComparer.Ordinal);
        public SortedSet<string> ValueOf { get; } = new(StringComparer.Ordinal);

        /// <summary>Null for a part of names alone that says nothing.</summary>
        public Term? ToTerm(string text, int products)
        {
            var says = Cue == Cue.None && (Parts.Count < Common || Parts.Count * 2 < products);
            var parts = says ? [.. Parts] : ImmutableArray<int>.Empty;
            ImmutableArray<int> fits = [.. new SortedSet<int>(parts.Concat(Tags).Concat(Values))];
            if (Cue == Cue.None && Names.Count == 0 && fits.IsEmpty && Asked.Count == 0) return null;
            // What the catalogue calls an attribute, a tag or a value is what the customer means by it.
            var cue = Asked.Count + Tags.Count + Values.Count + Names.Count > 0 ? Cue & ~(Cue.Elsewhere | Cue.Filler) : Cue;
            return new(text, cue, [.. Names], parts, fits, [.. Asked], [.. ValueOf]);
        }
    }
}
