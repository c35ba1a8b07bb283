namespace Reception.Storage.Azure.Journal;

/// <summary>An offset in a segment as one number that rises along the chain of segments: 23 bits segment, 40 bits offset.</summary>
internal static class Place
{
    private const int OffsetBits = 40;

    /// <summary>No place.</summary>
    public const long None = -1;

    public static long Of(int segment, long offset) => ((long)segment << OffsetBits) | offset;

    public static int Segment(long place) => (int)(place >> OffsetBits);

    public static long Offset(long place) => place & ((1L << OffsetBits) - 1);
}
