using Orleans.Runtime;

namespace LocalOrleans;

/// <summary>
/// Which silo owns a grain: the one whose address, hashed with the grain's id, gives the greatest number (rendezvous hashing, Thaler and Ravishankar 1998).
/// Everybody who knows the same silos finds the same owner without asking, and a silo that joins or leaves moves only its own share.
/// </summary>
internal sealed class Placement(params SiloAddress[] silos)
{
    private readonly SiloAddress[] _silos = silos;

    /// <summary>The first silo is the one that asks.</summary>
    public bool IsMine(GrainId grain) => _silos.Length == 1 || OwnerOf(grain).Equals(_silos[0]);

    public SiloAddress OwnerOf(GrainId grain)
    {
        var hash = grain.GetUniformHashCode();
        return _silos.MaxBy(silo => (StableHash.Combine((uint)silo.GetConsistentHashCode(), hash), silo.ToParsableString()))!;
    }
}
