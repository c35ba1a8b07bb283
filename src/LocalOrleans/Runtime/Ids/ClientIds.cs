namespace Orleans.Runtime;

/// <summary>Ids of clients ("sys.client/guid") and of the observers they host ("sys.client/guid+guid").</summary>
internal static class ClientIds
{
    private static readonly GrainType Type = GrainType.Create("sys.client");

    public static GrainId NewClient() => GrainId.Create(Type, GrainIdKeyExtensions.CreateGuidKey(ActivationId.RandomId()));

    public static GrainId NewObserver(GrainId client) => GrainId.Create(Type, $"{client.Key}+{ActivationId.RandomId():N}");

    public static bool IsClient(GrainId id) => id.Type == Type;

    public static GrainId ClientOf(GrainId observer)
    {
        var key = observer.Key.AsSpan();
        var plus = key.IndexOf((byte)'+');
        return plus < 0 ? observer : GrainId.Create(Type, new IdSpan(key[..plus].ToArray()));
    }
}
