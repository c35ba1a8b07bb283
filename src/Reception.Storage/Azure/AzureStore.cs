using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Azure.Projections;
using Reception.Storage.Journal;

namespace Reception.Storage.Azure;

/// <summary>
/// The store on Azure Storage, of one process: the accounts, what is remembered, and what the ports share. Any number of processes may have
/// one; appends are conditional, so none can overtake another. Nothing has to be closed: what was acknowledged is in the accounts.
/// </summary>
/// <remarks>
/// A conversation, its open-work row and its blobs are in the account that its customer's hash leads to. The feed, the projections, grain
/// states and membership are in the first account. docs/azure.md has the layout and what it costs.
/// </remarks>
public sealed partial class AzureStore
{
    private readonly StorageClient[] _accounts;
    private readonly Lock _gate = new();
    private volatile Task? _opened;

    public AzureStore(AzureStoreOptions options, IReadOnlyList<StorageAccount> accounts, StoragePressure pressure, JournalDamages damages, JournalInstruments instruments, TimeProvider time, IRandomSource random, ILogger<AzureStore> logger)
    {
        ArgumentOutOfRangeException.ThrowIfZero(accounts.Count, nameof(accounts));
        (Options, Pressure, Damages, Instruments, Time, Random, Logger) = (options, pressure, damages, instruments, time, random, logger);
        _accounts = [.. accounts.Select(account => new StorageClient(account, options.Client, pressure, time, random))];
        Feed = new FeedWriter(First.Blobs($"{options.Prefix}-feed"), options.BlocksPerBlob, damages, () => EpisodeProgress.ReadPositionAsync(ProgressBlobs));
        Tails = new TailCache(options.CachedConversations);
        Recent = new RecentAppends(options.RecentBytes);
        Segments = new SegmentReader(JournalBlobs, damages);
    }

    /// <summary>Whether the accounts ask for less: for admission.</summary>
    public StoragePressure Pressure { get; }

    /// <summary>Damaged data that was found.</summary>
    public JournalDamages Damages { get; }

    internal AzureStoreOptions Options { get; }

    internal JournalInstruments Instruments { get; }

    internal TimeProvider Time { get; }

    internal IRandomSource Random { get; }

    internal ILogger Logger { get; }

    internal FeedWriter Feed { get; }

    internal TailCache Tails { get; }

    internal RecentAppends Recent { get; }

    internal SegmentReader Segments { get; }

    /// <summary>Where what is not spread over accounts stands.</summary>
    internal StorageClient First => _accounts[0];

    internal int Accounts => _accounts.Length;

    internal Blobs JournalBlobs(BlobKey key) => JournalBlobs(BlobKey.Account(key.Customer, _accounts.Length));

    internal Blobs JournalBlobs(int account) => _accounts[account].Blobs($"{Options.Prefix}-journal");

    internal Blobs FeedBlobs => First.Blobs($"{Options.Prefix}-feed");

    internal Blobs ProgressBlobs => First.Blobs($"{Options.Prefix}-progress");

    internal Tables OpenWorkTable(int account) => _accounts[account].Tables($"{Options.Prefix}openwork");

    internal Tables Table(string name) => First.Tables(Options.Prefix + name);

    internal Blobs GrainStates(string provider) =>
        First.Blobs(provider == "Default" ? Options.GrainStateContainer : $"{Options.GrainStateContainer}-{provider.ToLowerInvariant()}");

    /// <summary>
    /// Makes containers and tables, once. A call before it, or after one that failed, opens by itself. Throws
    /// <see cref="JournalUnavailableException"/> when an account cannot be reached and <see cref="InvalidOperationException"/> when the data is of
    /// other accounts.
    /// </summary>
    public ValueTask EnsureOpenAsync()
    {
        if (_opened is { IsCompletedSuccessfully: true }) return ValueTask.CompletedTask;
        lock (_gate)
        {
            if (_opened is null || _opened.IsFaulted || _opened.IsCanceled) _opened = OpenAsync();
            return new ValueTask(_opened);
        }
    }

    private async Task OpenAsync()
    {
        await StorageFailure.GuardAsync(MakeAsync()).ConfigureAwait(false);
        LogOpened(Logger, _accounts.Length, First.Account.ToString());
    }

    private async ValueTask MakeAsync()
    {
        await ProgressBlobs.CreateContainerAsync().ConfigureAwait(false);
        await ClaimAsync().ConfigureAwait(false);
        await FeedBlobs.CreateContainerAsync().ConfigureAwait(false);
        for (var account = 0; account < _accounts.Length; account++)
        {
            await JournalBlobs(account).CreateContainerAsync().ConfigureAwait(false);
            await OpenWorkTable(account).CreateAsync().ConfigureAwait(false);
        }
        foreach (var table in new[] { "agents", "membership" }) await Table(table).CreateAsync().ConfigureAwait(false);
    }

    /// <summary>Which accounts the data is spread over stands in the first; another list would look for it in the wrong places.</summary>
    private async ValueTask ClaimAsync()
    {
        const string Name = "store.json";
        var mine = new StoreManifest(1, [.. _accounts.Select(account => account.Account.Name)]);
        if (await ProgressBlobs.PutAsync(Name, JsonSerializer.SerializeToUtf8Bytes(mine, StoreManifestJson.Default.StoreManifest), null, "application/json").ConfigureAwait(false) is not null) return;
        var content = await ProgressBlobs.GetAsync(Name).ConfigureAwait(false) ?? throw new InvalidDataException("store.json was there and is not.");
        var stored = JsonSerializer.Deserialize(content.Bytes.Span, StoreManifestJson.Default.StoreManifest)!;
        if (stored.Version != mine.Version) throw new InvalidOperationException($"The data in {First.Account} is of layout {stored.Version}; this version knows {mine.Version}.");
        if (!stored.Accounts.SequenceEqual(mine.Accounts))
            throw new InvalidOperationException($"The data is spread over the accounts {string.Join(", ", stored.Accounts)}; configured are {string.Join(", ", mine.Accounts)}. Move it to a new prefix with migrate.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Store on Azure Storage: {Accounts} account(s), the first {First}.")]
    private static partial void LogOpened(ILogger logger, int accounts, string first);
}

/// <summary>What the first account says of the data. Persisted: fields are added, never changed.</summary>
internal sealed record StoreManifest(int Version, string[] Accounts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoreManifest))]
internal sealed partial class StoreManifestJson : JsonSerializerContext;
