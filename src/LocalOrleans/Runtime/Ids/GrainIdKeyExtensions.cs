using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Keys as text: integers in upper-case hexadecimal, Guids in 32 digits.</summary>
public static class GrainIdKeyExtensions
{
    /// <summary>The key of an integer grain.</summary>
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    /// <summary>A key made of a Guid.</summary>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>Reads an integer key.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key) =>
        long.TryParse(grainId.Key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
}
