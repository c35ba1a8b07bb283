using System.Collections.Immutable;
using Reception.Contracts.Conversations;

namespace Reception.Domain.Goods;

/// <summary>What is asked of the catalogue.</summary>
public enum GoodsKind
{
    /// <summary>What goes with a product.</summary>
    GoesWith = 1,

    /// <summary>Which products meet conditions, or whether one does.</summary>
    Suits = 2,

    /// <summary>How two products differ.</summary>
    Compare = 3,

    /// <summary>Price, attributes or stock of a product.</summary>
    Facts = 4,
}

/// <summary>A product that may be meant, and the question as it would be understood.</summary>
public sealed record GoodsSuggestion(string Product, string Question);

/// <summary>
/// An answer from the catalogue, or a question back (then <see cref="Suggestions"/> are set and <see cref="Reply"/> is empty).
/// Everything said stands in the catalogue.
/// </summary>
public sealed record GoodsDecision
{
    /// <summary>Products of one answer at most.</summary>
    public const int MaxProducts = 3;

    public required GoodsKind Kind { get; init; }

    /// <summary>How sure it is that this was asked, 0 to 1: by rule, from what was found in the message and what was left over.</summary>
    public required double Confidence { get; init; }

    public string Reply { get; init; } = "";

    /// <summary>Product cards, then perhaps buttons.</summary>
    public ImmutableArray<MessagePart> Parts { get; init; } = [];

    /// <summary>Ids of the products told of, the one that was asked about first.</summary>
    public ImmutableArray<string> Products { get; init; } = [];

    /// <summary>What was understood, for people who ask why: phrases, products, conditions.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>At most <see cref="MaxProducts"/>.</summary>
    public ImmutableArray<GoodsSuggestion> Suggestions { get; init; } = [];

    public bool IsAnswer => Suggestions.IsEmpty;

    /// <summary>Id of the one product the answer is about; null: several.</summary>
    public string? About { get; init; }

    /// <summary>Under which the answer is counted: <c>goods:kind:product</c>, or <c>goods:kind</c> when it is about several.</summary>
    public string EntryId => About is null ? $"{EntryPrefix}{NameOf(Kind)}" : $"{EntryPrefix}{NameOf(Kind)}:{About}";

    public const string EntryPrefix = "goods:";

    public static string NameOf(GoodsKind kind) => kind switch
    {
        GoodsKind.GoesWith => "goes-with",
        GoodsKind.Compare => "compare",
        GoodsKind.Facts => "facts",
        _ => "suits",
    };

    public static bool IsEntry(string entryId) => entryId.StartsWith(EntryPrefix, StringComparison.Ordinal);

    /// <summary>The product an entry id was about; null: none.</summary>
    public static string? ProductOf(string entryId) =>
        IsEntry(entryId) && entryId.LastIndexOf(':') is var at && at > EntryPrefix.Length && at + 1 < entryId.Length ? entryId[(at + 1)..] : null;
}
