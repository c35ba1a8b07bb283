namespace Reception.Domain.Time;

/// <summary>The same ids and numbers for the same seed: tests, simulations, replays.</summary>
public sealed class SeededRandomSource(int seed) : IRandomSource
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock) _random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    public double NextDouble()
    {
        lock (_lock) return _random.NextDouble();
    }
}
