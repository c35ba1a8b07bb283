using Orleans;
using Orleans.Messaging;
using Reception.Clustering.Membership;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Azure.Projections;
using Reception.Storage.Azure.Rows;
using Reception.Storage.Tests.Sqlite;

namespace Reception.Storage.Tests.Azure;

public sealed class AzureConversationJournalTests(AzuriteFixture azurite) : ConversationJournalSpecification
{
    private readonly AzureFolder _folder = new(azurite);

    protected override async ValueTask<IConversationJournal> OpenAsync() => new AzureConversationJournal(await _folder.OpenAsync());

    protected override ValueTask<IConversationJournal> ReopenAsync() => OpenAsync();

    protected override ValueTask<IConversationJournal> OpenSecondAsync() => OpenAsync();
}

public sealed class AzureTwoAccountsJournalTests(AzuriteFixture azurite) : ConversationJournalSpecification
{
    private readonly AzureFolder _folder = new(azurite);

    protected override async ValueTask<IConversationJournal> OpenAsync() => new AzureConversationJournal(await _folder.OpenAsync(accounts: 2));

    protected override ValueTask<IConversationJournal> ReopenAsync() => OpenAsync();

    protected override ValueTask<IConversationJournal> OpenSecondAsync() => OpenAsync();
}

public sealed class AzureOpenWorkIndexTests(AzuriteFixture azurite) : OpenWorkIndexSpecification
{
    private readonly AzureFolder _folder = new(azurite);

    protected override async ValueTask<(IConversationJournal Journal, IOpenWorkIndex Index)> OpenAsync()
    {
        var store = await _folder.OpenAsync(accounts: 2);
        return (new AzureConversationJournal(store), new AzureOpenWorkIndex(store));
    }
}

public sealed class AzureEpisodeStoreTests(AzuriteFixture azurite) : EpisodeStoreSpecification
{
    private readonly AzureFolder _folder = new(azurite);

    protected override async ValueTask<IEpisodeStore> OpenAsync() => new AzureEpisodeStore(await _folder.OpenAsync());
}

public sealed class AzureWorkOrderStoreTests(AzuriteFixture azurite) : WorkOrderStoreSpecification
{
    private readonly AzureFolder _folder = new(azurite);

    protected override async ValueTask<IWorkOrderStore> OpenAsync() => new AzureWorkOrderStore(await _folder.OpenAsync());
}

public sealed class AzureMembershipTableTests(AzuriteFixture azurite) : MembershipTableSpecification
{
    private readonly AzureFolder _folder = new(azurite);

    protected override async ValueTask<(IMembershipTable Table, IGatewayListProvider Gateways)> OpenAsync(string cluster)
    {
        var rows = new AzureMembershipStore(await _folder.OpenAsync());
        return (new StoredMembershipTable(rows, SqliteMembershipTableTests.Options(cluster)), new StoredGatewayListProvider(rows, SqliteMembershipTableTests.Options(cluster)));
    }

    protected override async ValueTask<IMembershipTable> ReopenAsync(string cluster) => (await OpenAsync(cluster)).Table;
}

public sealed class AzureKilledWriterTests(AzuriteFixture azurite) : KilledWriterSpecification
{
    private readonly AzureFolder[] _folders = [.. Enumerable.Range(0, Reception.Tests.TestRun.Cases(share: 3, all: 200)).Select(_ => new AzureFolder(azurite))];

    protected override async ValueTask<System.Diagnostics.Process> StartAsync(int round)
    {
        var server = await azurite.ServerAsync();
        var start = new System.Diagnostics.ProcessStartInfo(SequentialChild.DotNet, [SequentialChild.Assembly, "journal-sequential", "1000000", _folders[round].Prefix]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["RECEPTION_CONNECTION"] = server.ConnectionString();
        return System.Diagnostics.Process.Start(start)!;
    }

    protected override async ValueTask<IConversationJournal> OpenAsync(int round) => new AzureConversationJournal(await _folders[round].OpenAsync());
}

public sealed class AzureCustomerDataTests(AzuriteFixture azurite) : CustomerDataSpecification
{
    private readonly AzureFolder _folder = new(azurite);

    protected override async ValueTask<Ports> OpenAsync()
    {
        var store = await _folder.OpenAsync(accounts: 2);
        var (episodes, orders) = (new AzureEpisodeStore(store), new AzureWorkOrderStore(store));
        return new Ports(new AzureConversationJournal(store), new AzureOpenWorkIndex(store), episodes, orders, new Reception.Storage.Azure.Customers.AzureCustomerData(store, episodes, orders));
    }

    protected override ValueTask<Ports> ReopenAsync() => OpenAsync();

    /// <summary>Every blob and every value of every entity; the emulator's own files keep what was removed until it collects them, Azure's disks are not ours.</summary>
    protected override async ValueTask<IReadOnlyList<byte[]>> BytesAsync()
    {
        var store = await _folder.OpenAsync(accounts: 2);
        var found = new List<byte[]>();
        foreach (var blobs in new[] { store.JournalBlobs(0), store.JournalBlobs(1), store.FeedBlobs, store.ProgressBlobs })
            await foreach (var item in blobs.ListAsync("", Stop))
            {
                found.Add(System.Text.Encoding.UTF8.GetBytes(item.Name));
                if ((await blobs.GetAsync(item.Name, Stop)) is { } content) found.Add(content.Bytes.ToArray());
            }
        foreach (var table in new[] { store.OpenWorkTable(0), store.OpenWorkTable(1), store.Table("episodes1"), store.Table("hours1"), store.Table("orders1") })
            await foreach (var entity in table.ListAsync("PartitionKey ge ''", cancellation: Stop))
                found.AddRange(entity.Values.Values.Select(value => value as byte[] ?? System.Text.Encoding.UTF8.GetBytes($"{entity.Row} {value}")));
        return found;
    }
}
