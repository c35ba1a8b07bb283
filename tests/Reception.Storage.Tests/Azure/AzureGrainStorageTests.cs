using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Reception.Domain.Time;
using Reception.Storage.Azure.States;
using Reception.Storage.GrainStates;

namespace Reception.Storage.Tests.Azure;

public sealed class AzureGrainStorageTests(AzuriteFixture azurite) : GrainStorageSpecification
{
    private static readonly GrainId Li = GrainId.Create("agent", "li");
    private readonly AzureFolder _folder = new(azurite);
    private Reception.Storage.Azure.AzureStore _store = null!;
    private ServiceProvider? _services;

    protected override IGrainStorage Other => _services!.GetRequiredKeyedService<IGrainStorage>("Other");

    [Fact]
    public async Task Write_State_IsTheBlobThatOrleansProviderWouldWrite()
    {
        var state = new GrainState<Ledger>(new Ledger { Load = 2, Notes = "退款 <b>" });
        await Storage.WriteStateAsync("ledger", Li, state);

        Assert.Equal("grainstate", new Reception.Storage.Azure.AzureStoreOptions().GrainStateContainer);
        var blob = (await _store.GrainStates("Default").GetAsync("ledger-agent/li.json", Stop))!;
        Assert.Equal("""{"load":2,"queue":"demo/none","notes":"退款 <b>"}""", Encoding.UTF8.GetString(blob.Bytes.Span));
        Assert.Equal(blob.Properties.ETag, state.ETag);
    }

    [Fact]
    public async Task Read_BlobThatOrleansProviderWrote_IsTheState()
    {
        await Storage.WriteStateAsync("other", Li, new GrainState<Ledger>(new Ledger())); // makes the container
        var tag = await _store.GrainStates("Default").PutAsync("ledger-agent/li.json", Encoding.UTF8.GetBytes("""{"load":9}"""), null, cancellation: Stop);

        var state = new GrainState<Ledger>();
        await Storage.ReadStateAsync("ledger", Li, state);

        Assert.Equal((9, tag, true), (state.State!.Load, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task Read_BlobThatOrleansProviderCleared_IsANewStateThatCanBeWritten()
    {
        await Storage.WriteStateAsync("other", Li, new GrainState<Ledger>(new Ledger()));
        await _store.GrainStates("Default").PutAsync("ledger-agent/li.json", ReadOnlyMemory<byte>.Empty, null, cancellation: Stop);

        var state = new GrainState<Ledger>();
        await Storage.ReadStateAsync("ledger", Li, state);
        Assert.Equal((0, false), (state.State!.Load, state.RecordExists));
        state.State.Load = 4;
        await Storage.WriteStateAsync("ledger", Li, state);

        await Storage.ReadStateAsync("ledger", Li, state);
        Assert.Equal((4, true), (state.State.Load, state.RecordExists));
    }

    [Fact]
    public async Task Write_KeyWithEscapes_IsReadBack()
    {
        var grain = GrainId.Create("conversation", "demo/web/%E7%8E%8B~a b");
        await Storage.WriteStateAsync("ledger", grain, new GrainState<Ledger>(new Ledger { Load = 5 }));

        var state = new GrainState<Ledger>();
        await Storage.ReadStateAsync("ledger", grain, state);
        Assert.Equal(5, state.State!.Load);
    }

    protected override async ValueTask<IGrainStorage> OpenAsync() => Storages(await _folder.OpenAsync());

    protected override ValueTask<IGrainStorage> ReopenAsync() => OpenAsync();

    private IGrainStorage Storages(Reception.Storage.Azure.AzureStore store)
    {
        _store = store;
        _services = new ServiceCollection().AddSingleton<IGrainStates>(new AzureGrainStates(store)).AddSingleton<IRandomSource, SystemRandomSource>()
            .AddReceptionGrainStorage("Default", Json).AddReceptionGrainStorage("Other", Json).BuildServiceProvider();
        return _services.GetRequiredService<IGrainStorage>();
    }

    private static void Json(JsonSerializerOptions options) => options.TypeInfoResolverChain.Add(LedgerJson.Default);
}
