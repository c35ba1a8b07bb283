using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.GrainStates;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Tests.Sqlite;

public sealed class SqliteGrainStorageTests : GrainStorageSpecification
{
    private readonly StoreFolder _folder = new();
    private ServiceProvider? _services;

    protected override IGrainStorage Other => _services!.GetRequiredKeyedService<IGrainStorage>("Other");

    [Fact]
    public async Task Write_State_IsStoredAsPlainJson()
    {
        await Storage.WriteStateAsync("ledger", GrainId.Create("agent", "li"), new GrainState<Ledger>(new Ledger { Load = 2, Notes = "退款 <b>" }));

        Assert.Equal("""{"load":2,"queue":"demo/none","notes":"退款 <b>"}""", Payload());
    }

    [Fact]
    public async Task Read_TypeWithoutAContext_IsRefused() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => Storage.ReadStateAsync("x", GrainId.Create("agent", "li"), new GrainState<Version>()));

    [Fact]
    public async Task Write_StoreStopped_IsUnavailable()
    {
        await _folder.DisposeStoreAsync();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => Storage.WriteStateAsync("ledger", GrainId.Create("agent", "li"), new GrainState<Ledger>(new Ledger())));
    }

    [Fact]
    public void Register_WithoutAContext_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddReceptionGrainStorage("Default", _ => { }));

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();

    protected override ValueTask<IGrainStorage> OpenAsync() => new(Storages(_folder.Open()));

    protected override async ValueTask<IGrainStorage> ReopenAsync() => Storages(await _folder.ReopenAsync());

    private IGrainStorage Storages(SqliteStore store)
    {
        _services = new ServiceCollection().AddSingleton<IGrainStates>(new SqliteGrainStates(store)).AddSingleton<IRandomSource, SystemRandomSource>()
            .AddReceptionGrainStorage("Default", Json).AddReceptionGrainStorage("Other", Json).BuildServiceProvider();
        return _services.GetRequiredService<IGrainStorage>();
    }

    private static void Json(JsonSerializerOptions options) => options.TypeInfoResolverChain.Add(LedgerJson.Default);

    private string Payload()
    {
        using var connection = new SqliteConnection($"Data Source={_folder["reception.db"]};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT payload FROM grain_state";
        return Encoding.UTF8.GetString((byte[])command.ExecuteScalar()!);
    }
}
