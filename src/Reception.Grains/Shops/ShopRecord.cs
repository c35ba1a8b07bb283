using Reception.Contracts.Shops;

namespace Reception.Grains.Shops;

/// <summary>A shop as it is stored. Version 0: it does not exist.</summary>
[GenerateSerializer]
public sealed class ShopRecord
{
    [Id(0)] public long Version { get; set; }

    [Id(1)] public ShopPolicy? Policy { get; set; }

    /// <summary>256 bits, base64.</summary>
    [Id(2)] public string? IdentityKey { get; set; }

    /// <summary>Peak levers: who switched what, what is on by load, the record.</summary>
    [Id(3)] public PeakRecord? Peak { get; set; }
}
