using System.Net;

namespace Reception.Client.Hosting;

/// <summary>Which cluster, and where its silos take clients: the ports that silos open with <c>--gateway-port</c>. One that answers is enough; the others are learnt from it.</summary>
public sealed class ClusterLocation
{
    /// <summary>Where to ask. Default 127.0.0.1:30000.</summary>
    public IReadOnlyList<IPEndPoint> Gateways { get; init; } = [new(IPAddress.Loopback, 30_000)];

    public string ClusterId { get; init; } = "reception";

    public string ServiceId { get; init; } = "reception";

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

    public override string ToString() => string.Join(", ", Gateways);
}
