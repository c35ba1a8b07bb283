namespace Orleans.Runtime;

/// <summary>Ids of clients ("sys.client/guid") and of the observers they host ("sys.client/guid+guid").</summary>
internal static class ClientIds
{
    private static readonly GrainType Type = GrainType.Create("sys.client");

    public static GrainId NewClient() => GrainId.Create(Type, GrainIdKeyExtensions.CreateGuidKey(ActivationId.RandomId()));

    /// <summary>The id under which a silo hosts observers: anybody who knows the silo can call them.</summary>
    public static GrainId OfSilo(SiloAddress silo) => GrainId.Create(Type, silo.ToParsableString());

    /// <summary>The observer through which silos ask this one about itself.</summary>
    public static GrainId ControlOf(SiloAddress silo) => GrainId.Create(Type, $"{silo.ToParsableString()}+control");

    /// <summary>The silo with this client id; null for clients of their own.</summary>
    public static SiloAddress? SiloOf(GrainId client) => client.Key.AsSpan().Contains((byte)'@') ? SiloAddress.FromParsableString(client.Key.ToString()) : null;

    public static GrainId NewObserver(GrainId client) => GrainId.Create(Type, $"{client.Key}+{ActivationId.RandomId():N}");

    public static bool IsClient(GrainId id) => id.Type == Type;

    /// <summary>Whether it is a client of its own: no turn can wait for what it asks.</summary>
    public static bool IsOutside(GrainId id) => IsClient(id) && SiloOf(id) is null;

    public static GrainId ClientOf(GrainId observer)
    {
        var key = observer.Key.AsSpan();
        var plus = key.IndexOf((byte)'+');
        return plus < 0 ? observer : GrainId.Create(Type, new IdSpan(key[..plus].ToArray()));
    }
}
