using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Messaging;
using Orleans.Storage;
using Reception.Clustering.Membership;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.GrainStates;
using Reception.Storage.Remote;
using Reception.Storage.Tests.Sqlite;

namespace Reception.Storage.Tests.Remote;

public sealed class RemoteConversationJournalTests : ConversationJournalSpecification
{
    private readonly RemoteFolder _folder = new();

    protected override async ValueTask<IConversationJournal> OpenAsync() => new RemoteConversationJournal(await _folder.OpenStoreAsync());

    protected override async ValueTask<IConversationJournal> ReopenAsync() => new RemoteConversationJournal(await _folder.ReopenStoreAsync());

    protected override async ValueTask<IConversationJournal> OpenSecondAsync() => new RemoteConversationJournal(await _folder.OpenStoreAsync());

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}

public sealed class RemoteOpenWorkIndexTests : OpenWorkIndexSpecification
{
    private readonly RemoteFolder _folder = new();

    protected override async ValueTask<(IConversationJournal Journal, IOpenWorkIndex Index)> OpenAsync()
    {
        var store = await _folder.OpenStoreAsync();
        return (new RemoteConversationJournal(store), new RemoteOpenWorkIndex(store));
    }

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}

public sealed class RemoteEpisodeStoreTests : EpisodeStoreSpecification
{
    private readonly RemoteFolder _folder = new();

    protected override async ValueTask<IEpisodeStore> OpenAsync() => new RemoteEpisodeStore(await _folder.OpenStoreAsync());

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}

public sealed class RemoteGrainStorageTests : GrainStorageSpecification
{
    private readonly RemoteFolder _folder = new();
    private ServiceProvider? _services;

    protected override IGrainStorage Other => _services!.GetRequiredKeyedService<IGrainStorage>("Other");

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();

    protected override async ValueTask<IGrainStorage> OpenAsync() => Storages(await _folder.OpenStoreAsync());

    protected override async ValueTask<IGrainStorage> ReopenAsync() => Storages(await _folder.ReopenStoreAsync());

    private IGrainStorage Storages(RemoteStore store)
    {
        _services = new ServiceCollection().AddSingleton<IGrainStates>(new RemoteGrainStates(store)).AddSingleton<IRandomSource, SystemRandomSource>()
            .AddReceptionGrainStorage("Default", Json).AddReceptionGrainStorage("Other", Json).BuildServiceProvider();
        return _services.GetRequiredService<IGrainStorage>();
    }

    private static void Json(JsonSerializerOptions options) => options.TypeInfoResolverChain.Add(LedgerJson.Default);
}

public sealed class RemoteMembershipTableTests : MembershipTableSpecification
{
    private readonly RemoteFolder _folder = new();

    protected override async ValueTask<(IMembershipTable Table, IGatewayListProvider Gateways)> OpenAsync(string cluster)
    {
        var rows = new RemoteMembershipStore(await _folder.OpenAsync());
        return (new StoredMembershipTable(rows, SqliteMembershipTableTests.Options(cluster)), new StoredGatewayListProvider(rows, SqliteMembershipTableTests.Options(cluster)));
    }

    /// <summary>The store is restarted under a link that stays.</summary>
    protected override async ValueTask<IMembershipTable> ReopenAsync(string cluster)
    {
        var rows = new RemoteMembershipStore(await _folder.OpenAsync());
        await rows.ReadAsync(cluster, silo: null);
        await _folder.StopAsync();
        await _folder.StartAsync();
        return new StoredMembershipTable(rows, SqliteMembershipTableTests.Options(cluster));
    }

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}
