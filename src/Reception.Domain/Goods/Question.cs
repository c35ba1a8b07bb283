using System.Collections.Immutable;

namespace Reception.Domain.Goods;

/// <summary>Something a recommended product has to meet: the products that do, and how it is told.</summary>
/// <param name="Fits">Positions, sorted.</param>
/// <param name="Shown">In the catalogue's words.</param>
/// <param name="Term">Null for a range.</param>
internal sealed record Condition(ImmutableArray<int> Fits, string Shown, Term? Term)
{
    /// <summary>A part of names alone, such as a kind of product.</summary>
    public bool IsPart => Term is not null && Term.Parts.Length == Term.Fits.Length;

    /// <summary>Whether it says which kind of product is wanted: it stands in names.</summary>
    public bool IsKind => Term is { Parts.IsEmpty: false };
}

/// <summary>How a product came to be what is asked about, surest first.</summary>
internal enum Source { Named = 0, Pointed = 1, Part = 2, Implied = 3 }

/// <summary>A message that may be asked of the catalogue, taken apart.</summary>
internal sealed record Question(Cue Cues, int Unexplained, DateTimeOffset Now)
{
    /// <summary>Products named in full or by an alias, for sale now.</summary>
    public ImmutableArray<int> Named { get; private init; } = [];

    /// <summary>Other terms that some products meet.</summary>
    public ImmutableArray<Condition> Conditions { get; private init; } = [];

    /// <summary>Keys of attributes asked for by name.</summary>
    public ImmutableArray<string> Asked { get; private init; } = [];

    public PriceBounds? Price { get; private init; }

    /// <summary>Whether there seems to be a condition that the catalogue does not know.</summary>
    public bool IsQualified { get; private init; }

    /// <summary>The product of the page and the one spoken of last; -1: none.</summary>
    public int AtHand { get; private init; } = -1;

    public int Previous { get; private init; } = -1;

    /// <summary>The phrases that were understood.</summary>
    public ImmutableArray<string> Phrases { get; private init; } = [];

    public bool Has(Cue cue) => (Cues & cue) != 0;

    public static Question Of(Reading reading, PriceBounds? price, GoodsIndex index, in GoodsContext context)
    {
        var now = context.Now;
        var (named, conditions, asked, phrases) = (new List<int>(), new List<Condition>(), new List<string>(), new List<string>());
        foreach (var term in reading.Terms)
        {
            phrases.Add(term.Text);
            asked.AddRange(term.Asked.Where(a => !asked.Contains(a)));
            int[] names = [.. term.Names.Where(at => index.IsForSale(at, now))];
            if (names.Length == 1 && !named.Contains(names[0])) named.Add(names[0]);
            else if (names.Length > 1) conditions.Add(new([.. names], term.Text, term));
            else if (names.Length == 0 && !term.Fits.IsEmpty && !conditions.Exists(c => c.Term == term)) conditions.Add(new(term.Fits, index.ShownOf(term), term));
        }
        AddRanges(reading, index, conditions);
        return new(reading.Cues, reading.Unexplained, now)
        {
            Named = [.. named],
            Conditions = [.. conditions],
            Asked = [.. asked],
            Price = price,
            IsQualified = reading.IsQualified,
            AtHand = ForSale(index.Find(context.AtHand)),
            Previous = ForSale(index.Find(context.Previous)),
            Phrases = [.. phrases],
        };

        int ForSale(int at) => at >= 0 && index.IsForSale(at, now) ? at : -1;
    }

    private static void AddRanges(Reading reading, GoodsIndex index, List<Condition> conditions)
    {
        for (var i = 0; i < reading.Numbers && !index.Ranges.IsEmpty; i++)
        {
            var (at, number) = reading.NumberAt(i);
            var fits = new SortedSet<int>();
            string? shown = null;
            foreach (var range in index.Ranges)
            {
                if (!Names(reading.Text, at, range)) continue;
                shown ??= (range.Before + " " + number + range.Behind).Trim();
                if (number >= range.Low && number <= range.High) fits.Add(range.Product);
            }
            if (shown is not null) conditions.Add(new([.. fits], shown, null));
        }
    }

    private static bool Names(ReadOnlySpan<char> text, int at, RangeTag range)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return (range.Behind.Length > 0 && text[end..].TrimStart(' ').StartsWith(range.Behind, StringComparison.Ordinal))
            || (range.Before.Length > 0 && text[..at].TrimEnd(' ').EndsWith(range.Before, StringComparison.Ordinal));
    }
}
