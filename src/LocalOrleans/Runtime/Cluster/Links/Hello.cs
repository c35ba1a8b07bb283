using Orleans.Runtime;

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

/// <summary>A grain class as clients need it to name grains and to route to them.</summary>
internal sealed record GrainKind(GrainType Name, string ClassName, bool IsStateless, HashSet<string> Interfaces);

/// <summary>Who is at an end of a link: cluster, service, process, and its contracts.</summary>
internal sealed record Hello(LinkKind Kind, string ClusterId, string ServiceId, SiloAddress? Silo, GrainId Client, ProcessIdentity Process)
{
    public int GatewayPort { get; init; }

    /// <summary>Interfaces with the hashes of their methods; their places in this list are their numbers in call frames.</summary>
    public (string Name, ulong Hash)[] Interfaces { get; init; } = [];

    /// <summary>Types with the hashes of their members.</summary>
    public (string Name, ulong Hash)[] Types { get; init; } = [];

    /// <summary>A silo's grain classes.</summary>
    public GrainKind[] Grains { get; init; } = [];

    /// <summary>With what is loaded now.</summary>
    public Hello WithContracts()
    {
        ContractAssemblies.LoadAll();
        return this with
        {
            Interfaces = [.. InterfaceContracts.All.Select(contract => (contract.Name.ToString(), contract.Hash))],
            Types = [.. Codecs.Hashes.Select(pair => (pair.Key, pair.Value))],
        };
    }

    /// <summary>Why there can be no link between the two; null if there can. What only one of them has does not matter.</summary>
    public string? RefusalOf(Hello other)
    {
        var them = other.Silo is null ? "a client" : $"the silo at {other.Silo}";
        if (other.ClusterId != ClusterId) return $"Unexpected cluster id \"{other.ClusterId}\", expected \"{ClusterId}\": {them} belongs to another cluster.";
        if (other.ServiceId != ServiceId) return $"Unexpected service id \"{other.ServiceId}\", expected \"{ServiceId}\": {them} belongs to another service.";
        return Differing(Interfaces, other.Interfaces) ?? Differing(Types, other.Types);
    }

    public void Write(Writer writer)
    {
        writer.WriteByte((byte)Kind);
        writer.WriteString(ClusterId);
        writer.WriteString(ServiceId);
        CodecOf<SiloAddress?>.Instance.Write(writer, Silo);
        CodecOf<GrainId>.Instance.Write(writer, Client);
        writer.WriteInt(Process.Id);
        writer.WriteInt(Process.Start);
        writer.WriteInt(GatewayPort);
        CodecOf<(string, ulong)[]>.Instance.Write(writer, Interfaces);
        CodecOf<(string, ulong)[]>.Instance.Write(writer, Types);
        writer.WriteUInt((ulong)Grains.Length);
        foreach (var grain in Grains)
        {
            writer.WriteBytes(grain.Name.AsSpan());
            writer.WriteString(grain.ClassName);
            writer.WriteByte(grain.IsStateless ? (byte)1 : (byte)0);
            CodecOf<HashSet<string>>.Instance.Write(writer, grain.Interfaces);
        }
    }

    public static Hello Read(ref Reader reader)
    {
        var hello = new Hello((LinkKind)reader.ReadByte(), reader.ReadString() ?? "", reader.ReadString() ?? "", CodecOf<SiloAddress?>.Instance.Read(ref reader),
            CodecOf<GrainId>.Instance.Read(ref reader), new ProcessIdentity((int)reader.ReadInt(), reader.ReadInt()))
        {
            GatewayPort = (int)reader.ReadInt(),
            Interfaces = CodecOf<(string, ulong)[]>.Instance.Read(ref reader) ?? [],
            Types = CodecOf<(string, ulong)[]>.Instance.Read(ref reader) ?? [],
        };
        var grains = new GrainKind[reader.ReadCount()];
        for (var i = 0; i < grains.Length; i++)
        {
            grains[i] = new GrainKind(new GrainType(new IdSpan(reader.ReadBytes().ToArray())), reader.ReadString() ?? "", reader.ReadByte() == 1,
                CodecOf<HashSet<string>>.Instance.Read(ref reader) ?? []);
        }

        return hello with { Grains = grains };
    }

    private static string? Differing((string Name, ulong Hash)[] ours, (string Name, ulong Hash)[] theirs)
    {
        var known = ours.DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Hash);
        return theirs.Where(pair => known.TryGetValue(pair.Name, out var hash) && hash != pair.Hash).Select(pair => pair.Name).FirstOrDefault() is { } name
            ? $"The contract {name} is not the same on both sides: build silos and clients from one source."
            : null;
    }
}
