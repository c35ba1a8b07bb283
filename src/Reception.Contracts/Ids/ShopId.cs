namespace Reception.Contracts.Ids;

/// <summary>A shop: one tenant with its own policy, knowledge and queues. One <see cref="KeyPart"/>.</summary>
[GenerateSerializer, Immutable]
public readonly record struct ShopId
{
    /// <summary>Throws <see cref="ArgumentException"/> on a part that is not valid.</summary>
    public ShopId(string value) => Value = KeyPart.Require(value, "shop id");

    [Id(0)] public string Value { get; }

    public static bool TryParse(string? text, out ShopId id)
    {
        id = KeyPart.IsValid(text) ? new ShopId(text!) : default;
        return id.Value is not null;
    }

    public override string ToString() => Value;
}
