using Orleans.Conformance.Infrastructure;
using Orleans.Storage;

namespace Orleans.Conformance.State;

/// <summary>The memory provider that comes with Orleans, used as a store and not through a grain.</summary>
public sealed class MemoryStorageTests(SharedSilo silo)
{
    private IGrainStorage Store => silo.Services.GetRequiredKeyedService<IGrainStorage>("Default");

    private static GrainId Id(string key) => GrainId.Create("memory-storage-test", key);

    [Fact]
    public async Task Read_NothingWritten_DoesNotExist()
    {
        var state = new GrainState<Ledger>(new Ledger());
        await Store.ReadStateAsync("s", Id(Wait.Key()), state);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
    }

    [Fact]
    public async Task Write_ThenRead_GivesTheSame()
    {
        var id = Id(Wait.Key());
        var written = new GrainState<Ledger>(new Ledger { Total = 4, Lines = ["a"] });
        await Store.WriteStateAsync("s", id, written);
        var read = new GrainState<Ledger>();
        await Store.ReadStateAsync("s", id, read);
        Assert.Equal((4, "a", true), (read.State!.Total, read.State.Lines.Single(), read.RecordExists));
        Assert.Equal(written.ETag, read.ETag);
    }

    [Fact]
    public async Task Write_WithAStaleETag_Throws()
    {
        var id = Id(Wait.Key());
        var one = new GrainState<Ledger>(new Ledger());
        await Store.WriteStateAsync("s", id, one);
        var two = new GrainState<Ledger>(new Ledger()) { ETag = "never handed out" };
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Store.WriteStateAsync("s", id, two));
    }

    [Fact]
    public async Task Write_AlreadyThereAndNoETag_Throws()
    {
        var id = Id(Wait.Key());
        await Store.WriteStateAsync("s", id, new GrainState<Ledger>(new Ledger()));
        await Assert.ThrowsAnyAsync<InconsistentStateException>(
            () => Store.WriteStateAsync("s", id, new GrainState<Ledger>(new Ledger())));
    }

    [Fact]
    public async Task Clear_ThenRead_DoesNotExist()
    {
        var id = Id(Wait.Key());
        var state = new GrainState<Ledger>(new Ledger { Total = 1 });
        await Store.WriteStateAsync("s", id, state);
        await Store.ClearStateAsync("s", id, state);
        var read = new GrainState<Ledger>();
        await Store.ReadStateAsync("s", id, read);
        Assert.False(read.RecordExists);
    }

    [Fact]
    public async Task Read_AfterTheWriterChangedItsObject_GivesWhatWasWritten()
    {
        var id = Id(Wait.Key());
        var written = new GrainState<Ledger>(new Ledger { Total = 4 });
        await Store.WriteStateAsync("s", id, written);
        written.State!.Total = 99;
        var read = new GrainState<Ledger>();
        await Store.ReadStateAsync("s", id, read);
        Assert.Equal(4, read.State!.Total);
    }
}
