using System.Collections.Immutable;

namespace LocalOrleans;

/// <summary>A silo of a view: where silos reach it and where clients do (gateway port 0 = clients do not).</summary>
internal readonly record struct ViewSilo(SiloAddress Address, int GatewayPort);

/// <summary>
/// One agreed set of silos, and at most one change that is announced but not yet in force. Immutable. Views of one cluster are totally ordered by
/// <see cref="Version"/>; an announcement, its withdrawal and its coming into force each raise it.
/// <para>Owner: the silo whose address, hashed with the grain's id, gives the greatest number (rendezvous hashing, Thaler and Ravishankar 1998).
/// Everybody who knows the same view finds the same owner without asking, and a silo that joins or leaves moves only its own share.</para>
/// </summary>
internal sealed class ClusterView(long version, ImmutableArray<ViewSilo> silos, ViewSilo? joining = null, SiloAddress? leaving = null)
{
    /// <summary>Before anything is known.</summary>
    public static readonly ClusterView Empty = new(0, []);

    public long Version { get; } = version;

    /// <summary>The silos that own grains now, in the order of their addresses.</summary>
    public ImmutableArray<ViewSilo> Silos { get; } = [.. silos.OrderBy(silo => silo.Address)];

    /// <summary>Announced: not an owner yet.</summary>
    public ViewSilo? Joining { get; } = joining;

    /// <summary>Announced: still an owner, one of <see cref="Silos"/>.</summary>
    public SiloAddress? Leaving { get; } = leaving;

    /// <summary>Whether a change is announced.</summary>
    public bool IsAnnounced => Joining is not null || Leaving is not null;

    public bool Contains(SiloAddress silo) => Silos.Any(member => member.Address.Equals(silo));

    /// <summary>Who owns the grain now; null in an empty view.</summary>
    public SiloAddress? OwnerOf(GrainId grain)
    {
        if (Silos.Length == 1) return Silos[0].Address;
        SiloAddress? owner = null;
        uint best = 0;
        var hash = grain.GetUniformHashCode();
        foreach (var silo in Silos) Consider(silo.Address, hash, ref owner, ref best);
        return owner;
    }

    /// <summary>True if the announced change gives the grain another owner: its old one stops it and holds its calls.</summary>
    public bool Moves(GrainId grain)
    {
        if (!IsAnnounced) return false;
        var owner = OwnerOf(grain);
        if (Leaving is not null) return Leaving.Equals(owner);
        if (owner is null) return false;
        var next = owner;
        var hash = grain.GetUniformHashCode();
        var best = Weight(owner, hash);
        Consider(Joining!.Value.Address, hash, ref next, ref best);
        return !owner.Equals(next);
    }

    private static uint Weight(SiloAddress silo, uint hash) => StableHash.Combine((uint)silo.GetConsistentHashCode(), hash);

    private static void Consider(SiloAddress silo, uint hash, ref SiloAddress? owner, ref uint best)
    {
        var weight = Weight(silo, hash);
        if (owner is not null && (weight < best || (weight == best && silo.CompareTo(owner) < 0))) return;
        owner = silo;
        best = weight;
    }
}
