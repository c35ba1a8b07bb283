namespace Reception.Contracts.Goods;

/// <summary>
/// Something a shop sells, as its catalogue tells it; the bot says nothing of a product that does not stand here.
/// <see cref="GoesWith"/>: ids of other products, or rules <c>attribute=value</c> that stand for all products with that value.
/// <see cref="Suits"/>: whom and what it is for. A tag, an attribute's name and a value may list other wordings after slashes
/// (<c>油皮/油性皮肤/爱出油</c>), the first is shown; a tag may be a range of whole numbers (<c>3-6岁</c>, <c>height 155-165</c>).
/// For sale from <see cref="From"/> until before <see cref="Until"/> (null: always).
/// </summary>
[GenerateSerializer, Immutable]
public sealed record Product(
    string Id,
    string Name,
    string[]? Aliases = null,
    ProductAttribute[]? Attributes = null,
    string[]? GoesWith = null,
    string[]? Suits = null,
    decimal? Price = null,
    string? Currency = null,
    string? Url = null,
    string? Picture = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    bool InStock = true);

/// <summary>What a product has: values as the shop writes them, or one number with its unit (then <see cref="Values"/> holds it as text).</summary>
[GenerateSerializer, Immutable]
public sealed record ProductAttribute(string Name, string[] Values, decimal? Number = null, string? Unit = null);
