namespace Reception.Contracts.Ids;

/// <summary>A queue of one shop; its grain key is <c>shop/queue</c>.</summary>
[GenerateSerializer, Immutable]
public readonly record struct QueueId
{
    public QueueId(ShopId shop, string name)
    {
        Shop = shop;
        Name = KeyPart.Require(name, "queue name");
    }

    [Id(0)] public ShopId Shop { get; }

    [Id(1)] public string Name { get; }

    /// <summary>Throws <see cref="FormatException"/> on anything but <c>shop/queue</c>.</summary>
    public static QueueId Parse(string key) => TryParse(key, out var id) ? id : throw new FormatException($"'{key}' is no queue key (shop/queue).");

    public static bool TryParse(string? key, out QueueId id)
    {
        var parts = key?.Split('/') ?? [];
        var valid = parts.Length == 2 && KeyPart.IsValid(parts[0]) && KeyPart.IsValid(parts[1]);
        id = valid ? new QueueId(new ShopId(parts[0]), parts[1]) : default;
        return valid;
    }

    public override string ToString() => $"{Shop}/{Name}";
}
