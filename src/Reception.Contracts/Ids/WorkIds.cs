using System.Security.Cryptography;
using System.Text;

namespace Reception.Contracts.Ids;

/// <summary>
/// Work that is not a chat has the id of a conversation on the channel <see cref="OrderChannel"/> whose customer is its number, so that
/// queues, offers, holds and rows need one type. Its grain key is <c>shop/number</c>. No shop may name a channel with a <c>~</c> in front.
/// </summary>
public static class WorkIds
{
    /// <summary>The channel of work orders, reviews and call-backs.</summary>
    public const string OrderChannel = "~order";

    private const int NumberLength = 16;
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Throws <see cref="ArgumentException"/> on a number that is no <see cref="KeyPart"/>.</summary>
    public static ConversationId Order(ShopId shop, string number) => new(shop, OrderChannel, number);

    public static bool IsOrder(this ConversationId work) => work.Channel == OrderChannel;

    /// <summary>Whether a channel's name belongs to the system: policy refuses it.</summary>
    public static bool IsReserved(string channel) => channel.StartsWith('~');

    /// <summary>The key of the grain: <c>shop/number</c>.</summary>
    public static string ToOrderKey(this ConversationId order) => $"{order.Shop}/{order.Customer}";

    /// <summary>Throws <see cref="FormatException"/> on anything but <c>shop/number</c>.</summary>
    public static ConversationId ParseOrderKey(string key) => TryParseOrderKey(key, out var order) ? order : throw new FormatException($"'{key}' is no key of a work order (shop/number).");

    public static bool TryParseOrderKey(string? key, out ConversationId order)
    {
        var parts = key?.Split('/') ?? [];
        var valid = parts.Length == 2 && KeyPart.IsValid(parts[0]) && KeyPart.IsValid(parts[1]);
        order = valid ? Order(new ShopId(parts[0]), parts[1]) : default;
        return valid;
    }

    /// <summary>
    /// The number that a creator's own id leads to: 80 bits of SHA-256 in 16 characters without I, L, O, U. The same id gives the same
    /// number, so that creating again creates nothing.
    /// </summary>
    public static string NumberOf(ShopId shop, string creatorId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(creatorId);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{shop.Value}\n{creatorId}"));
        return string.Create(NumberLength, digest, (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = Digits[FiveBits(bytes, i * 5)];
        });
    }

    private static int FiveBits(byte[] bytes, int at) => (((bytes[at / 8] << 8) | bytes[at / 8 + 1]) >> (11 - at % 8)) & 31;
}
