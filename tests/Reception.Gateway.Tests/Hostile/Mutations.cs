using System.Text;

namespace Reception.Gateway.Tests.Hostile;

/// <summary>Turns good input into bad: cut, doubled, flipped, swapped for what parsers trip over. The same seed, the same input.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly string[] Nasty =
    [
        "null", "[]", "{}", "\"\"", "-1", "1e999", "9223372036854775808", "0.1", "true", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"🙂\"", "[[[[[[[[[[[[[[[[[[[[",
        "{\"a\":", "\"type\":\"hello\"", "\"../../..\"", "\"%00\"", "\"demo/web/v-1\"", "{\"$type\":\"x\"}", "\u2028", "\ufeff", "NaN", "Infinity", "/*", "\"2026-99-99T99:99:99Z\"", "\"\\", "\uffff",
    ];

    private readonly Random _random = new(seed);

    public int Next(int max) => _random.Next(max);

    public byte[] Of(string good)
    {
        if (_random.Next(20) == 0) return Noise();
        var bytes = Encoding.UTF8.GetBytes(_random.Next(3) == 0 ? good : Swap(good)).ToList();
        for (var i = _random.Next(4); i > 0 && bytes.Count > 0; i--) Change(bytes);
        return [.. bytes];
    }

    private byte[] Noise()
    {
        var noise = new byte[_random.Next(200)];
        _random.NextBytes(noise);
        return noise;
    }

    // Swaps one JSON value for a nasty one.
    private string Swap(string good)
    {
        var starts = Enumerable.Range(0, good.Length).Where(i => good[i] is ':' or ',' or '[').ToArray();
        if (starts.Length == 0) return good + Nasty[_random.Next(Nasty.Length)];
        var start = starts[_random.Next(starts.Length)] + 1;
        var end = good.IndexOfAny([',', '}', ']'], Math.Min(start, good.Length - 1));
        return end < start ? good[..start] + Nasty[_random.Next(Nasty.Length)] : good[..start] + Nasty[_random.Next(Nasty.Length)] + good[end..];
    }

    private void Change(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        switch (_random.Next(5))
        {
            case 0: bytes[at] = (byte)_random.Next(256); break;
            case 1: bytes.RemoveRange(at, bytes.Count - at); break;
            case 2: bytes.InsertRange(at, bytes.GetRange(0, at)); break;
            case 3: bytes.Insert(at, (byte)_random.Next(128)); break;
            default: bytes.RemoveAt(at); break;
        }
    }
}
