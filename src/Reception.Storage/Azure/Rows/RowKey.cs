using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reception.Storage.Azure.Rows;

/// <summary>Parts of row keys: hashes of what may be long or personal, and numbers that sort as they count. Persisted: never change them.</summary>
internal static class RowKey
{
    private const int HashBytes = 16;

    /// <summary>32 hexadecimal digits of SHA-256.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));

    /// <summary>Oldest first.</summary>
    public static string Up(DateTimeOffset time) => Up(time.UtcTicks);

    /// <summary>Smallest first; 0 or more.</summary>
    public static string Up(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Newest first.</summary>
    public static string Down(long ticks) => (DateTimeOffset.MaxValue.Ticks - ticks).ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>A key part (an id of at most 96 characters of a-z A-Z 0-9 - _ . ~ %) as a partition: a percent sign in an address is read twice by some.</summary>
    public static string Partition(string part) => part.Replace('%', '!');
}
