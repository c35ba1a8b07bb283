using Reception.Client.Hosting;
using Reception.Clustering.Network;

namespace Reception.Gateway.Hosting;

/// <summary>
/// How a gateway process runs; configuration section <c>Reception</c>, or the switches of <see cref="Switches"/>. The gateway's own
/// settings (<see cref="GatewayOptions"/>) stand in the same section.
/// </summary>
public sealed class ProcessOptions
{
    /// <summary>The data folder of the cluster on this machine: its store is found there, and in Development the secrets. The same for all gateways.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Where clients connect: an absolute http address.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5081";

    /// <summary>Where silos take clients: addresses with ports, separated by commas. Null: the store of <see cref="DataFolder"/> knows.</summary>
    public string? Cluster { get; set; }

    /// <summary>Shows the demo page's shops. Null: in Development only.</summary>
    public bool? Demo { get; set; }

    /// <summary>The cluster's names, and what lies beyond this machine; the same as the silos'.</summary>
    public NetworkOptions Network { get; set; } = new();

    /// <summary>A folder with settings in files, one a file (<c>Reception__AdminToken</c>), for example /run/secrets. Null: none.</summary>
    public string? SecretsFolder { get; set; }

    /// <summary>Command-line switches and the configuration keys they set.</summary>
    public static readonly IReadOnlyDictionary<string, string> Switches = new Dictionary<string, string>
    {
        ["--data"] = "Reception:DataFolder",
        ["--url"] = "Reception:Url",
        ["--cluster"] = "Reception:Cluster",
        ["--demo"] = "Reception:Demo",
        ["--secrets"] = "Reception:SecretsFolder",
    };

    /// <summary>All that is wrong, in words that say what to do; empty when the process may start.</summary>
    public IReadOnlyList<string> Validate(out ClusterLocation location)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(DataFolder)) errors.Add("Reception:DataFolder is empty; name a folder (--data FOLDER).");
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) errors.Add($"Reception:Url '{Url}' is no http address (--url http://127.0.0.1:5081).");
        location = new ClusterLocation { DataFolder = DataFolder };
        if (Cluster is not null && !ClusterLocation.TryParse(Cluster, out location)) errors.Add($"Reception:Cluster '{Cluster}' is no list of addresses with ports (--cluster 127.0.0.1:30000,127.0.0.1:30001).");
        location.Network = Network;
        errors.AddRange(Network.Validate(ClientNetwork.Abilities));
        return errors;
    }
}
