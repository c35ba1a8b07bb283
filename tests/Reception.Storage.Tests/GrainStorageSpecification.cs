using System.Text.Json.Serialization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Reception.Contracts.Ids;

namespace Reception.Storage.Tests;

/// <summary>What a grain reads, writes and clears, and what it is refused.</summary>
public abstract class GrainStorageSpecification : IAsyncLifetime
{
    private static readonly GrainId Li = GrainId.Create("agent", "li");

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected IGrainStorage Storage { get; private set; } = null!;

    protected abstract ValueTask<IGrainStorage> OpenAsync();

    /// <summary>The same data through another provider's name.</summary>
    protected abstract IGrainStorage Other { get; }

    protected abstract ValueTask<IGrainStorage> ReopenAsync();

    public async ValueTask InitializeAsync() => Storage = await OpenAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Read_NeverWritten_IsANewStateWithoutTag()
    {
        var state = new GrainState<Ledger>(null, "stale") { RecordExists = true };
        await Storage.ReadStateAsync("ledger", Li, state);

        Assert.NotNull(state.State);
        Assert.Equal((0, null, false), (state.State.Load, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task Write_ThenRead_IsTheSame()
    {
        var written = await WriteAsync(3);
        var read = await ReadAsync(Storage);

        Assert.Equal((3, "demo/sales", written.ETag, true), (read.State!.Load, read.State.Queue.ToString(), read.ETag, read.RecordExists));
        Assert.True(written.RecordExists);
    }

    [Fact]
    public async Task Write_Again_ChangesTheTag()
    {
        var state = await WriteAsync(1);
        var first = state.ETag;
        await Storage.WriteStateAsync("ledger", Li, state);

        Assert.NotEqual(first, state.ETag);
        Assert.Equal(state.ETag, (await ReadAsync(Storage)).ETag);
    }

    [Fact]
    public async Task Write_OlderTag_IsInconsistentAndWritesNothing()
    {
        var old = await ReadAfterAsync(1);
        var current = await ReadAsync(Storage);
        current.State!.Load = 2;
        await Storage.WriteStateAsync("ledger", Li, current);
        var tag = old.ETag;

        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("ledger", Li, old));

        Assert.Equal((current.ETag, tag), (error.StoredEtag, error.CurrentEtag));
        Assert.Equal(tag, old.ETag);
        Assert.Equal(2, (await ReadAsync(Storage)).State!.Load);
    }

    [Fact]
    public async Task Write_WithoutATagOverAState_IsInconsistent()
    {
        await WriteAsync(1);

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(2));
    }

    [Fact]
    public async Task Write_WithATagWhereNothingIs_IsInconsistent() => await Assert.ThrowsAsync<InconsistentStateException>(() =>
        Storage.WriteStateAsync("ledger", Li, new GrainState<Ledger>(new Ledger(), "gone")));

    [Fact]
    public async Task Write_ManyAtOnceWithOneTag_ExactlyOneWins()
    {
        var tag = (await WriteAsync(0)).ETag;
        var won = await Task.WhenAll(Enumerable.Range(1, 32).Select(i => Task.Run(async () =>
        {
            try
            {
                await Storage.WriteStateAsync("ledger", Li, new GrainState<Ledger>(new Ledger { Load = i }, tag));
                return i;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        })));

        Assert.Equal(Assert.Single(won, i => i > 0), (await ReadAsync(Storage)).State!.Load);
    }

    [Fact]
    public async Task Clear_CurrentTag_RemovesAndResets()
    {
        var state = await WriteAsync(1);
        await Storage.ClearStateAsync("ledger", Li, state);

        Assert.Equal((0, null, false), (state.State!.Load, state.ETag, state.RecordExists));
        Assert.False((await ReadAsync(Storage)).RecordExists);
    }

    [Fact]
    public async Task Clear_OlderTag_IsInconsistentAndRemovesNothing()
    {
        var old = await ReadAfterAsync(1);
        await Storage.WriteStateAsync("ledger", Li, await ReadAsync(Storage));

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("ledger", Li, old));
        Assert.True((await ReadAsync(Storage)).RecordExists);
    }

    [Fact]
    public async Task Clear_NeverWritten_DoesNothing()
    {
        var state = new GrainState<Ledger>(new Ledger());
        await Storage.ClearStateAsync("ledger", Li, state);

        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Write_AfterClear_DoesNotAcceptTheTagFromBefore()
    {
        var old = await ReadAfterAsync(1);
        await Storage.ClearStateAsync("ledger", Li, await ReadAsync(Storage));
        await WriteAsync(2);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("ledger", Li, old));
    }

    [Fact]
    public async Task Write_OtherNameGrainOrProvider_IsAnotherState()
    {
        await WriteAsync(1);
        await Storage.WriteStateAsync("profile", Li, new GrainState<Ledger>(new Ledger { Load = 2 }));
        await Storage.WriteStateAsync("ledger", GrainId.Create("agent", "wu"), new GrainState<Ledger>(new Ledger { Load = 3 }));
        await Other.WriteStateAsync("ledger", Li, new GrainState<Ledger>(new Ledger { Load = 4 }));

        Assert.Equal(1, (await ReadAsync(Storage)).State!.Load);
        Assert.Equal(4, (await ReadAsync(Other)).State!.Load);
    }

    [Fact]
    public async Task Write_LargeState_IsReadBackWhole()
    {
        var notes = string.Concat(Enumerable.Repeat("客服 & <wissen> ", 100_000));
        await Storage.WriteStateAsync("ledger", Li, new GrainState<Ledger>(new Ledger { Notes = notes }));

        Assert.Equal(notes, (await ReadAsync(Storage)).State!.Notes);
    }

    [Fact]
    public async Task Reopen_AfterWrites_HasStateAndTag()
    {
        var written = await WriteAsync(7);
        var read = await ReadAsync(await ReopenAsync());

        Assert.Equal((7, written.ETag), (read.State!.Load, read.ETag));
    }

    private static async Task<GrainState<Ledger>> ReadAsync(IGrainStorage storage)
    {
        var state = new GrainState<Ledger>();
        await storage.ReadStateAsync("ledger", Li, state);
        return state;
    }

    private async Task<GrainState<Ledger>> WriteAsync(int load)
    {
        var state = new GrainState<Ledger>(new Ledger { Load = load, Queue = QueueId.Parse("demo/sales") });
        await Storage.WriteStateAsync("ledger", Li, state);
        return state;
    }

    private async Task<GrainState<Ledger>> ReadAfterAsync(int load)
    {
        await WriteAsync(load);
        return await ReadAsync(Storage);
    }
}

/// <summary>A state as grains have them.</summary>
public sealed class Ledger
{
    public int Load { get; set; }

    public QueueId Queue { get; set; } = new(new ShopId("demo"), "none");

    public string? Notes { get; set; }
}

[JsonSerializable(typeof(Ledger))]
internal sealed partial class LedgerJson : JsonSerializerContext;
