using System.IO.Compression;
using HdrHistogram;
using HdrHistogram.Encoding;
using HdrHistogram.Utilities;

namespace Reception.LoadTest.Measures;

/// <summary>
/// Times in microseconds from 1 µs to 1 h, each kept within 1 % (docs/decisions/0050). Longer ones count as 1 h. In a file: the format of
/// all HdrHistogram implementations, compressed V2, in base64.
/// </summary>
internal static class Latency
{
    public const long Longest = 3_600_000_000;

    /// <summary>Significant digits.</summary>
    public const int Digits = 2;

    private const int CompressedV2Cookie = 0x1c849304 | 0x10;

    public static LongHistogram New() => new(1, Longest, Digits);

    /// <summary>For many writers at once.</summary>
    public static Recorder NewRecorder() => new(1, Longest, Digits, (id, low, high, digits) => new LongConcurrentHistogram(id, low, high, digits));

    public static long Bounded(long microseconds) => Math.Clamp(microseconds, 1, Longest);

    public static string Encode(HistogramBase histogram)
    {
        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity() + 64);
        var length = histogram.EncodeIntoCompressedByteBuffer(buffer);
        buffer.Position = 0;
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) bytes[i] = buffer.Get();
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Unpacked here and not by the library, whose single read of a compressed stream may be short.</summary>
    /// <exception cref="InvalidDataException">No such encoding.</exception>
    public static HistogramBase Decode(string base64)
    {
        var bytes = Convert.FromBase64String(base64);
        if (bytes.Length < 8 || ByteBuffer.Allocate(bytes).GetInt() != CompressedV2Cookie) throw new InvalidDataException("It is no histogram in compressed V2 encoding.");
        using var packed = new ZLibStream(new MemoryStream(bytes, 8, bytes.Length - 8), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return HistogramEncoding.DecodeFromByteBuffer(ByteBuffer.Allocate(plain.ToArray()), 0);
    }

    /// <summary>Exact: counts of equal buckets are added.</summary>
    public static string Merge(string first, string second) => Encode(Sum([first, second]));

    /// <summary>Exact: counts of equal buckets are added.</summary>
    public static HistogramBase Sum(IEnumerable<string> histograms)
    {
        var sum = New();
        foreach (var histogram in histograms) sum.Add(Decode(histogram));
        return sum;
    }

    public static LatencyFigures Figures(HistogramBase histogram) => histogram.TotalCount == 0
        ? new(0, 0, 0, 0, 0, 0, 0)
        : new(histogram.TotalCount, histogram.GetMean() / 1e3, At(histogram, 50), At(histogram, 90), At(histogram, 99), At(histogram, 99.9), histogram.GetMaxValue() / 1e3);

    private static double At(HistogramBase histogram, double percent) => histogram.GetValueAtPercentile(percent) / 1e3;
}
