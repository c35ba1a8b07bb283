using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reception.Storage.Journal;

namespace Reception.Storage.Azure.Journal;

/// <summary>
/// Where a conversation's blobs are: <c>{customer}/{conversation}-{segment}</c>, both hashes, so that no name tells who it is and all
/// conversations of one customer with one shop stand under one prefix, in one account. Persisted: never change it.
/// </summary>
internal readonly record struct BlobKey(UInt128 Customer, ulong Conversation)
{
    /// <summary>A key <c>shop/channel/customer</c> is of its customer; any other is of itself.</summary>
    public static BlobKey Of(string conversation)
    {
        ConversationHasher.Validate(conversation);
        var parts = conversation.Split('/');
        return new BlobKey(CustomerOf(parts.Length == 3 ? $"{parts[0]}/{parts[2]}" : conversation), BinaryPrimitives.ReadUInt64BigEndian(Hash(conversation)));
    }

    /// <summary>The prefix of a customer of a shop.</summary>
    public static UInt128 CustomerOf(string shop, string customer) => CustomerOf($"{shop}/{customer}");

    /// <summary>The account of a customer: the hash modulo the number of accounts.</summary>
    public static int Account(UInt128 customer, int accounts) => (int)(customer % (uint)accounts);

    public static string Prefix(UInt128 customer) => string.Create(CultureInfo.InvariantCulture, $"{customer:x32}/");

    public string Name(int segment) => string.Create(CultureInfo.InvariantCulture, $"{Customer:x32}/{Conversation:x16}-{segment:D4}");

    /// <summary>The prefix of all segments.</summary>
    public string Names => string.Create(CultureInfo.InvariantCulture, $"{Customer:x32}/{Conversation:x16}-");

    /// <summary>The number at the end of a name.</summary>
    public static int SegmentOf(string name) => int.Parse(name.AsSpan(name.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The key in a name; null for a name that is none.</summary>
    public static BlobKey? Parse(string name) =>
        name.Length > 50 && name[32] == '/' && name[49] == '-'
        && UInt128.TryParse(name.AsSpan(0, 32), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var customer)
        && ulong.TryParse(name.AsSpan(33, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var conversation)
            ? new BlobKey(customer, conversation) : null;

    private static UInt128 CustomerOf(string text) => BinaryPrimitives.ReadUInt128BigEndian(Hash(text));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
