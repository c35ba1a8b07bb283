namespace Reception.Domain.Goods;

/// <summary>Bounds of a catalogue; what exceeds one is refused with the line it stands on.</summary>
public static class GoodsLimits
{
    /// <summary>Bytes of one file.</summary>
    public const int FileBytes = 4 * 1024 * 1024;

    /// <summary>Products of one catalogue.</summary>
    public const int Products = 5_000;

    /// <summary>Characters of a product's id: letters, digits and <c>- _ .</c></summary>
    public const int IdLength = 64;

    /// <summary>Characters of a name, an alias, a tag or an attribute's name, other wordings included.</summary>
    public const int NameLength = 120;

    /// <summary>Characters of an attribute's value, other wordings included.</summary>
    public const int ValueLength = 300;

    /// <summary>Aliases, tags, or things that go with it, of one product.</summary>
    public const int ListLength = 50;

    /// <summary>Attributes of one product, and values of one attribute.</summary>
    public const int Attributes = 40;

    /// <summary>The highest price.</summary>
    public const decimal Price = 100_000_000;

    /// <summary>Problems listed in one report; the rest are counted.</summary>
    public const int Problems = 200;
}
