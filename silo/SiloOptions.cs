namespace Reception.Silo;

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

    /// <summary>Silo-to-silo port (real Orleans only opens it; <c>Local</c> in one process opens none). 1 to 65535.</summary>
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Port for Orleans clients. 1 to 65535.</summary>
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>Puts the two demo shops into an empty store. Null: in Development only.</summary>
    public bool? Demo { get; set; }

    /// <summary>Command-line switches and the configuration keys they set.</summary>
    public static readonly IReadOnlyDictionary<string, string> Switches = new Dictionary<string, string>
    {
        ["--data"] = "Reception:DataFolder",
        ["--url"] = "Reception:Url",
        ["--silo-port"] = "Reception:SiloPort",
        ["--gateway-port"] = "Reception:GatewayPort",
        ["--demo"] = "Reception:Demo",
    };

    /// <summary>All that is wrong, in words that say what to do; empty when the process may start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(DataFolder)) errors.Add("Reception:DataFolder is empty; name a folder (--data FOLDER).");
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) errors.Add($"Reception:Url '{Url}' is no http address (--url http://127.0.0.1:5080).");
        foreach (var (name, port) in new[] { (nameof(SiloPort), SiloPort), (nameof(GatewayPort), GatewayPort) })
        {
            if (port is < 1 or > 65_535) errors.Add($"Reception:{name} {port} is no port; give 1 to 65535.");
        }
        if (SiloPort == GatewayPort) errors.Add("Reception:SiloPort and Reception:GatewayPort are the same; give two ports.");
        return errors;
    }
}
