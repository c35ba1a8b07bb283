using Reception.Contracts.Conversations;

namespace Reception.Contracts.Goods;

public enum CatalogueFormat { JsonLines = 0, Csv = 1 }

public enum CatalogueOutcome { Done = 0, Invalid = 1, NothingToPublish = 2, UnknownVersion = 3, UnknownShop = 4 }

[GenerateSerializer, Immutable]
public sealed record CatalogueVersion(long Version, DateTimeOffset PublishedAt, int Products, string PublishedBy, string? Note);

[GenerateSerializer, Immutable]
public sealed record CatalogueContent(long Version, Product[] Products);

/// <summary>The version in force, the products concerned, and what is wrong, each with its line.</summary>
[GenerateSerializer, Immutable]
public sealed record CatalogueResult(CatalogueOutcome Outcome, long Version, int Products, string[] Errors);

/// <summary>
/// A dry run: what the catalogue says to a text, and why. <see cref="Decision"/> is answer, clarify or none; <see cref="Kind"/> is
/// goes-with, suits, compare or facts.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record GoodsReport(
    string Decision, string? Kind, double Confidence, string? Answer, string[] Products, string[] Reasons, string[] Suggestions, MessagePart[] Parts, long Version);

/// <summary>A shop's catalogue: a draft, published versions. Key: <see cref="Ids.ShopId"/>.</summary>
public interface ICatalogueGrain : IGrainWithStringKey
{
    /// <summary>Replaces the draft by a file; nothing changes for customers until it is published. Every problem of the file at once.</summary>
    Task<CatalogueResult> PutDraftAsync(byte[] file, CatalogueFormat format);

    /// <summary>The draft (version 0) as a file; null: there is none.</summary>
    [ReadOnly]
    Task<byte[]?> GetDraftAsync(CatalogueFormat format);

    Task<CatalogueResult> PublishAsync(string by, string? note);

    [ReadOnly]
    Task<CatalogueVersion[]> GetVersionsAsync();

    [ReadOnly]
    Task<long> GetCurrentVersionAsync();

    /// <summary>Null version = the one in force; null result = no such version.</summary>
    Task<CatalogueContent?> GetContentAsync(long? version);

    /// <summary>The content as a file.</summary>
    Task<byte[]?> GetFileAsync(long? version, CatalogueFormat format);

    /// <summary>An older version takes force again, under a new number.</summary>
    Task<CatalogueResult> RollBackAsync(long version, string by);

    /// <param name="text">As a customer would write it.</param>
    /// <param name="product">The product at hand (id or name); null: none.</param>
    Task<GoodsReport> TryAsync(string text, string? product);
}
