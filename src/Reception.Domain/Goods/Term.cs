using System.Collections.Immutable;

namespace Reception.Domain.Goods;

/// <summary>
/// A phrase the catalogue or the language knows. Products stand as positions in the index, sorted: <see cref="Names"/> have it as name
/// or alias, <see cref="Parts"/> have it in a name, <see cref="Fits"/> have it as a part of the name, a tag or a value.
/// <see cref="Asked"/> and <see cref="ValueOf"/> are attributes' keys.
/// </summary>
internal sealed record Term(
    string Text, Cue Cue, ImmutableArray<int> Names, ImmutableArray<int> Parts, ImmutableArray<int> Fits, ImmutableArray<string> Asked, ImmutableArray<string> ValueOf)
{
    public bool IsOfCatalogue => !Names.IsEmpty || !Fits.IsEmpty || !Asked.IsEmpty;
}

/// <summary>A tag that is a range of whole numbers, known by what stands before or behind a number: 3-6岁, height 155-165.</summary>
internal sealed record RangeTag(string Before, string Behind, int Low, int High, int Product, string Shown);
