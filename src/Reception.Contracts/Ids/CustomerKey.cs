using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Reception.Contracts.Ids;

/// <summary>
/// Turns a shop's own customer id (often a phone number or a mail address) into the hashed part of a key, so that no
/// personal id stands in keys, files or logs. 128 bits of SHA-256 over shop and id, base64url: 22 characters.
/// The prefix says how the customer was known: <c>c-</c> identified by the shop, <c>v-</c> an anonymous visitor.
/// </summary>
public static class CustomerKey
{
    public static string Identified(ShopId shop, string customerId) => "c-" + Hash(shop, customerId);

    public static string Visitor(ShopId shop, string visitorId) => "v-" + Hash(shop, visitorId);

    /// <summary>Whether nobody but the browser vouches for who this is.</summary>
    public static bool IsVisitor(string customerKey) => !customerKey.StartsWith("c-", StringComparison.Ordinal);

    private static string Hash(ShopId shop, string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{shop.Value}\n{id}"));
        return Base64Url.EncodeToString(digest.AsSpan(0, 16));
    }
}
