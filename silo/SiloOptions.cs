using Reception.Clustering.Network;
using Reception.Domain.Staffing.Scaling;
using Reception.Silo.Network;
using Reception.Silo.Storage;
using Reception.Telemetry;

namespace Reception.Silo;

/// <summary>What this process is.</summary>
public enum ProcessRole
{
    /// <summary>Everything in one process: silo, gateway, embedded store.</summary>
    Alone = 0,
    /// <summary>The store of a data folder, and nothing else.</summary>
    Store = 1,
    /// <summary>A silo that joins the cluster of a data folder's store.</summary>
    Member = 2,
    /// <summary>Starts store, silos and gateway as processes and keeps them running.</summary>
    Supervisor = 3,
}

/// <summary>
/// How the process runs; configuration section <c>Reception</c>, or the switches of <see cref="Switches"/>. The gateway reads its own
/// settings from the same section. Every error is reported at once before anything starts.
/// </summary>
public sealed class SiloOptions
{
    /// <summary>The folder of the SQLite file and of the secrets made in Development. Created with mode 0700.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Where gateway and pages listen: an absolute http address. Loopback unless you say otherwise.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Silo-to-silo port. 1 to 65535, default 11111; with <see cref="Join"/> 0 (default) is any free port; with <see cref="Silos"/> the first of those tried.</summary>
    public int? SiloPort { get; set; }

    /// <summary>Port for Orleans clients. 1 to 65535, default 30000; else as <see cref="SiloPort"/>.</summary>
    public int? GatewayPort { get; set; }

    /// <summary>Puts the two demo shops into an empty store. Null: in Development only; with <see cref="Join"/>: no.</summary>
    public bool? Demo { get; set; }

    /// <summary>This process is the store of the data folder.</summary>
    public bool Store { get; set; }

    /// <summary>The store's port on loopback; 0 (default) is any free one.</summary>
    public int StorePort { get; set; }

    /// <summary>This process is one more silo of the cluster whose store has the data folder.</summary>
    public bool Join { get; set; }

    /// <summary>The silo's name in the membership table; null: made up.</summary>
    public string? Name { get; set; }

    /// <summary>Starts a store, so many silos (1 to 16) and a gateway as processes. 0 (default): one process that is all of them.</summary>
    public int Silos { get; set; }

    /// <summary>The cluster's names, and what lies beyond this machine.</summary>
    public NetworkOptions Network { get; set; } = new();

    /// <summary>The token of whoever scrapes <c>/metrics</c>; in Development it is made in the data folder.</summary>
    public string? MetricsToken { get; set; }

    /// <summary>Where meters and spans go.</summary>
    public TelemetryOptions Telemetry { get; set; } = new();

    /// <summary>What the signal for scaling may ask for; the same for all silos.</summary>
    public ScalingOptions Scaling { get; set; } = new();

    /// <summary>Which store, and how it is started.</summary>
    public StorageOptions Storage { get; set; } = new();

    /// <summary>A folder with settings in files, one a file (<c>Reception__AdminToken</c>), for example /run/secrets. Null: none.</summary>
    public string? SecretsFolder { get; set; }

    /// <summary>Command-line switches and the configuration keys they set.</summary>
    public static readonly IReadOnlyDictionary<string, string> Switches = new Dictionary<string, string>
    {
        ["--data"] = "Reception:DataFolder",
        ["--url"] = "Reception:Url",
        ["--silo-port"] = "Reception:SiloPort",
        ["--gateway-port"] = "Reception:GatewayPort",
        ["--demo"] = "Reception:Demo",
        ["--silos"] = "Reception:Silos",
        ["--store"] = "Reception:Store",
        ["--store-port"] = "Reception:StorePort",
        ["--join"] = "Reception:Join",
        ["--name"] = "Reception:Name",
        ["--storage"] = "Reception:Storage:Kind",
        ["--secrets"] = "Reception:SecretsFolder",
        ["--metrics"] = "Reception:Telemetry:Listen",
    };

    /// <summary>The switches that need no value: alone they say true.</summary>
    public static readonly IReadOnlySet<string> Flags = new HashSet<string> { "--store", "--join" };

    public ProcessRole Role => Store ? ProcessRole.Store : Join ? ProcessRole.Member : Silos > 0 ? ProcessRole.Supervisor : ProcessRole.Alone;

    /// <summary>All that is wrong, in words that say what to do; empty when the process may start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(DataFolder)) errors.Add("Reception:DataFolder is empty; name a folder (--data FOLDER).");
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) errors.Add($"Reception:Url '{Url}' is no http address (--url http://127.0.0.1:5080).");
        if (new[] { Store, Join, Silos != 0 }.Count(role => role) > 1) errors.Add("--store, --join and --silos exclude each other; give one.");
        if (Silos is < 0 or > 16) errors.Add($"Reception:Silos {Silos} is out of bounds; give 1 to 16.");
        var least = Join ? 0 : 1;
        foreach (var (name, port, from) in new[] { (nameof(SiloPort), SiloPort ?? 11_111, least), (nameof(GatewayPort), GatewayPort ?? 30_000, least), (nameof(StorePort), StorePort, 0) })
        {
            if (port < from || port > 65_535) errors.Add($"Reception:{name} {port} is no port; give {from} to 65535.");
        }
        if (SiloPort is not null and not 0 && SiloPort == GatewayPort) errors.Add("Reception:SiloPort and Reception:GatewayPort are the same; give two ports.");
        errors.AddRange(Network.Validate(SiloNetwork.Abilities));
        errors.AddRange(Telemetry.Validate(MetricsToken));
        errors.AddRange(Scaling.Validate());
        errors.AddRange(Storage.Azurite.Validate());
        return errors;
    }
}
