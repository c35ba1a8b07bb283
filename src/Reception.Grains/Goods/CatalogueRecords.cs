using Reception.Contracts.Goods;

namespace Reception.Grains.Goods;

/// <summary>Which versions there are; 0 = none is in force.</summary>
[GenerateSerializer]
public sealed class CatalogueHead
{
    /// <summary>Versions listed; older ones leave the list and their content.</summary>
    public const int MaxVersions = 20;

    [Id(0)] public long Current { get; set; }

    [Id(1)] public List<CatalogueVersion> Versions { get; set; } = [];
}

/// <summary>Products, of the draft or of one version; null = none.</summary>
[GenerateSerializer]
public sealed class CatalogueProducts
{
    [Id(0)] public Product[]? Products { get; set; }
}
