using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>Where a silo is and which start of it: end point plus generation.</summary>
[Immutable]
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private readonly uint _hash;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
        _hash = IdSpan.Create(ToParsableString()).GetUniformHashCode();
    }

    /// <summary>The silo's end point.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Tells two starts on one end point apart; rises.</summary>
    public int Generation { get; }

    /// <summary>The address of one start of a silo.</summary>
    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    /// <summary>The address of one start of a silo.</summary>
    public static SiloAddress New(IPAddress address, int port, int generation) => new(new IPEndPoint(address, port), generation);

    /// <summary>Text form "ip:port@generation".</summary>
    public string ToParsableString() => $"{Endpoint.Address}:{Endpoint.Port}@{Generation}";

    /// <summary>Reads <see cref="ToParsableString"/>.</summary>
    public static SiloAddress FromParsableString(string addr)
    {
        var at = addr.LastIndexOf('@');
        return new SiloAddress(IPEndPoint.Parse(addr[..at]), int.Parse(addr[(at + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>A hash that is equal in every process.</summary>
    public int GetConsistentHashCode() => (int)_hash;

    /// <inheritdoc/>
    public bool Equals(SiloAddress? other) => other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_hash;

    /// <inheritdoc/>
    public int CompareTo(SiloAddress? other) => string.CompareOrdinal(ToParsableString(), other?.ToParsableString());

    /// <inheritdoc/>
    public override string ToString() => $"S{Endpoint.Address}:{Endpoint.Port}:{Generation}";
}
