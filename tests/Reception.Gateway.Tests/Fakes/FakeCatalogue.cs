using System.Text;
using Reception.Contracts.Conversations;
using Reception.Contracts.Goods;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>Keeps files as they come; one that says "bad" is refused.</summary>
internal sealed class FakeCatalogue
{
    private readonly List<(byte[] File, CatalogueFormat Format)> _versions = [];
    private (byte[] File, CatalogueFormat Format)? _draft;

    public Task<CatalogueResult> PutDraftAsync(byte[] file, CatalogueFormat format)
    {
        if (Encoding.UTF8.GetString(file).Contains("bad", StringComparison.Ordinal)) return Task.FromResult(new CatalogueResult(CatalogueOutcome.Invalid, 0, 0, ["line 1: bad.", "line 2: bad."]));
        _draft = (file, format);
        return Task.FromResult(new CatalogueResult(CatalogueOutcome.Done, _versions.Count, 1, []));
    }

    public Task<byte[]?> GetDraftAsync(CatalogueFormat format) => Task.FromResult(_draft?.File);

    public Task<CatalogueResult> PublishAsync(string by, string? note)
    {
        if (_draft is not { } draft) return Task.FromResult(new CatalogueResult(CatalogueOutcome.NothingToPublish, 0, 0, []));
        _versions.Add(draft);
        return Task.FromResult(new CatalogueResult(CatalogueOutcome.Done, _versions.Count, 1, []));
    }

    public Task<CatalogueVersion[]> GetVersionsAsync() => Task.FromResult(_versions.Select((_, i) => new CatalogueVersion(i + 1, default, 1, "admin", null)).ToArray());

    public Task<byte[]?> GetFileAsync(long? version, CatalogueFormat format)
    {
        var at = (int)(version ?? _versions.Count) - 1;
        return Task.FromResult(at < 0 || at >= _versions.Count ? null : Encoding.UTF8.GetBytes($"{_versions[at].Format} as {format}"));
    }

    public Task<CatalogueResult> RollBackAsync(long version, string by) => Task.FromResult(new CatalogueResult(CatalogueOutcome.UnknownVersion, 0, 0, []));

    public Task<GoodsReport> TryAsync(string text, string? product) => Task.FromResult(new GoodsReport(
        "answer", "facts", 0.9, text, ["a"], [product ?? ""], [], [new MessagePart(PartKind.Product, Title: "A", Url: "javascript:alert(1)", Price: "¥1")], 1));
}
