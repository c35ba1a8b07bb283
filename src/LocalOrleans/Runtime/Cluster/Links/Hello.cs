using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalOrleans;

/// <summary>What a connection is for.</summary>
internal enum LinkKind : byte
{
    /// <summary>A silo's calls and messages to another.</summary>
    Silo = 1,

    /// <summary>A client's calls, and the calls of a silo to the client's observers.</summary>
    Client = 2,

    /// <summary>Heartbeats: after the hello the socket belongs to the membership.</summary>
    Heartbeat = 3,
}

/// <summary>A grain or observer interface, or a type that crosses calls, and the hash of its members.</summary>
internal sealed record Contract(string Name, ulong Hash);

/// <summary>A grain class as clients need it to name grains and to route to them.</summary>
internal sealed record GrainKind(string Name, string ClassName, bool IsStateless, HashSet<string> Interfaces);

/// <summary>Who is at an end of a link: cluster, service, the silo (null for clients), its client id, and its contracts. Travels as JSON.</summary>
internal sealed record Hello(LinkKind Kind, string ClusterId, string ServiceId, string? Silo, string Client)
{
    /// <summary>The places in this list are the interfaces' numbers in call frames.</summary>
    public Contract[] Interfaces { get; init; } = [];

    public Contract[] Types { get; init; } = [];

    /// <summary>A silo's grain classes.</summary>
    public GrainKind[] Grains { get; init; } = [];

    [JsonIgnore]
    public SiloAddress? SiloAddress => Silo is null ? null : SiloAddress.FromParsableString(Silo);

    public static Hello Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<Hello>(json) ?? throw new InvalidDataException("This is no hello.");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>With what is loaded now.</summary>
    public Hello WithContracts()
    {
        ContractAssemblies.LoadAll();
        return this with
        {
            Interfaces = [.. InterfaceContracts.All.Select(contract => new Contract(contract.Name.ToString(), contract.Hash))],
            Types = [.. Codecs.Hashes.Select(pair => new Contract(pair.Key, pair.Value))],
        };
    }

    /// <summary>Why there can be no link between the two; null if there can. What only one of them has does not matter.</summary>
    public string? RefusalOf(Hello other)
    {
        var them = other.Silo is null ? "a client" : $"the silo at {other.Silo}";
        if (other.ClusterId != ClusterId) return $"Unexpected cluster id \"{other.ClusterId}\", expected \"{ClusterId}\": {them} belongs to another cluster.";
        if (other.ServiceId != ServiceId) return $"Unexpected service id \"{other.ServiceId}\", expected \"{ServiceId}\": {them} belongs to another service.";
        var ours = Interfaces.Concat(Types).GroupBy(contract => contract.Name).ToDictionary(group => group.Key, group => group.Last().Hash);
        return other.Interfaces.Concat(other.Types).FirstOrDefault(contract => ours.TryGetValue(contract.Name, out var hash) && hash != contract.Hash) is { } different
            ? $"The contract {different.Name} is not the same on both sides: build silos and clients from one source."
            : null;
    }
}

/// <summary>A view as clients get it: its version, and the silos that own grains with their gateway ports. Travels as JSON.</summary>
internal sealed record ViewMessage(long Version, Dictionary<string, int> Silos)
{
    public static byte[] Write(ClusterView view) =>
        JsonSerializer.SerializeToUtf8Bytes(new ViewMessage(view.Version, view.Silos.ToDictionary(silo => silo.Address.ToParsableString(), silo => silo.GatewayPort)));

    public static ClusterView Read(ReadOnlySpan<byte> json)
    {
        var message = JsonSerializer.Deserialize<ViewMessage>(json)!;
        return new ClusterView(message.Version, [.. message.Silos.Select(pair => new ViewSilo(SiloAddress.FromParsableString(pair.Key), pair.Value))]);
    }
}
