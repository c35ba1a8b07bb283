namespace Reception.Grains.Tests.Cluster;

/// <summary>Whether several silos of one process make a cluster on this runtime: where silos do not find each other yet.</summary>
internal static class SeveralSilos
{
    public static bool Work => false;
}
