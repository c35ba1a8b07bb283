using Reception.Storage.Azure.Client;

namespace Reception.Storage.Azure;

/// <summary>Which storage accounts keep the data and how they are called. Bound from <c>Reception:Storage:Azure</c>.</summary>
public sealed class AzureStoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Reception:Storage:Azure";

    /// <summary>
    /// Azure's connection strings, one an account, each with AccountKey or SharedAccessSignature. Secrets: from the environment or a file,
    /// never from a settings file. Either these or <see cref="AccountNames"/>. The order and number belong to the data: see docs/azure.md.
    /// </summary>
    public IList<string> ConnectionStrings { get; } = [];

    /// <summary>Accounts of the public cloud that are entered with Microsoft Entra ID (DefaultAzureCredential).</summary>
    public IList<string> AccountNames { get; } = [];

    /// <summary>The beginning of every container's and table's name, but for the grain states'. 3 to 20 of a-z 0-9, a letter first. Default "reception".</summary>
    public string Prefix { get; set; } = "reception";

    /// <summary>The container of the grain states of the provider "Default"; another provider's has its name behind. Default "grainstate", as Orleans' provider.</summary>
    public string GrainStateContainer { get; set; } = "grainstate";

    /// <summary>Blocks after which a blob is ended and the next one begun. 2 to 49,000; default 49,000 (the service ends at 50,000).</summary>
    public int BlocksPerBlob { get; set; } = 49_000;

    /// <summary>Conversations whose end is remembered, so that an append needs no look first. 1,000 to 10,000,000; default 200,000 (about 150 B each).</summary>
    public int CachedConversations { get; set; } = 200_000;

    /// <summary>Bytes of own appends kept for a projector in the same process. 0 to 1 GiB; default 16 MiB.</summary>
    public long RecentBytes { get; set; } = 16 << 20;

    /// <summary>
    /// How long a reader of the feed waits for an append that was announced and is not there, before it makes the append impossible. Longer
    /// than an append takes; a dead silo holds the projections up for so long. 100 ms to 1 minute; default 2 s.
    /// </summary>
    public TimeSpan FeedPatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Tries, pauses, connections.</summary>
    public StorageClientOptions Client { get; set; } = new();
}
