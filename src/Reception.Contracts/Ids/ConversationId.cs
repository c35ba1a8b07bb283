namespace Reception.Contracts.Ids;

/// <summary>
/// The thread of one customer with one shop on one channel; its grain key is <c>shop/channel/customer</c>.
/// The customer part is a hash: see <see cref="CustomerKey"/>.
/// </summary>
[GenerateSerializer, Immutable]
public readonly record struct ConversationId
{
    public ConversationId(ShopId shop, string channel, string customer)
    {
        Shop = shop;
        Channel = KeyPart.Require(channel, "channel");
        Customer = KeyPart.Require(customer, "customer key");
    }

    [Id(0)] public ShopId Shop { get; }

    [Id(1)] public string Channel { get; }

    [Id(2)] public string Customer { get; }

    /// <summary>Throws <see cref="FormatException"/> on anything but <c>shop/channel/customer</c>.</summary>
    public static ConversationId Parse(string key) => TryParse(key, out var id) ? id : throw new FormatException($"'{key}' is no conversation key (shop/channel/customer).");

    public static bool TryParse(string? key, out ConversationId id)
    {
        var parts = key?.Split('/') ?? [];
        var valid = parts.Length == 3 && KeyPart.IsValid(parts[0]) && KeyPart.IsValid(parts[1]) && KeyPart.IsValid(parts[2]);
        id = valid ? new ConversationId(new ShopId(parts[0]), parts[1], parts[2]) : default;
        return valid;
    }

    public override string ToString() => $"{Shop}/{Channel}/{Customer}";
}
