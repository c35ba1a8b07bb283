using Reception.Client.Hub;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>Ids and jitter that repeat.</summary>
internal sealed class SeededIds(int seed) : IIdSource
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();

    public string NextId()
    {
        lock (_gate) return _random.NextInt64().ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
    }

    public double NextDouble()
    {
        lock (_gate) return _random.NextDouble();
    }
}
