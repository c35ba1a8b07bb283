using System.Net;
using Reception.Clustering.Network;

namespace Reception.Client.Hosting;

/// <summary>
/// Which cluster, and how its silos are found: in the store of a data folder on this machine, or by addresses where silos take clients
/// (<c>--gateway-port</c> of the silo); one that answers is enough, the others are learnt from it.
/// </summary>
public sealed class ClusterLocation
{
    /// <summary>The data folder of the cluster's store. Null: <see cref="Gateways"/> are asked.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Where silos take clients.</summary>
    public IReadOnlyList<IPEndPoint> Gateways { get; init; } = [];

    /// <summary>The cluster's names, and how its machines are reached.</summary>
    public NetworkOptions Network { get; set; } = new();

    /// <summary>Addresses with ports, separated by commas: <c>127.0.0.1:30000,127.0.0.1:30001</c>. False: one of them is none.</summary>
    public static bool TryParse(string text, out ClusterLocation location)
    {
        var gateways = new List<IPEndPoint>();
        location = new ClusterLocation { Gateways = gateways };
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!IPEndPoint.TryParse(part, out var gateway) || gateway.Port == 0) return false;
            gateways.Add(gateway);
        }
        return true;
    }

    public override string ToString() => DataFolder is null ? string.Join(", ", Gateways) : $"the data folder {Path.GetFullPath(DataFolder)}";
}
