using Reception.Storage.Azure.Client;

namespace Reception.Storage.Tests.Azure.Client;

/// <summary>The table client against Azurite.</summary>
public sealed class TablesTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Insert_EveryKindOfValue_IsReadBack()
    {
        var table = await TableAsync();
        var entity = Row("a", ("Text", "退款 \"'<&{}"), ("Long", long.MaxValue), ("Int", 7), ("Yes", true), ("Bytes", new byte[] { 0, 1, 255 }), ("Null", null));
        Assert.NotNull(await table.ChangeAsync(new(TableAction.Insert, entity), Stop));
        Assert.Null(await table.ChangeAsync(new(TableAction.Insert, entity), Stop));

        var found = (await table.FindAsync("p", "a", Stop))!;
        Assert.Equal(("退款 \"'<&{}", long.MaxValue, 7L, true), (found.Text("Text"), found.Number("Long"), found.Number("Int"), (bool)found.Values["Yes"]!));
        Assert.Equal(new byte[] { 0, 1, 255 }, found.Bytes("Bytes"));
        Assert.False(found.Values.ContainsKey("Null"));
        Assert.Null(await table.FindAsync("p", "b", Stop));
    }

    [Fact]
    public async Task Replace_WithTags_HoldsToThem()
    {
        var table = await TableAsync();
        Assert.Null(await table.ChangeAsync(new(TableAction.Replace, Row("a")), Stop));
        await table.ChangeAsync(new(TableAction.Put, Row("a", ("N", 1))), Stop);
        var read = (await table.FindAsync("p", "a", Stop))!;
        read.Values["N"] = 2;
        Assert.NotNull(await table.ChangeAsync(new(TableAction.Replace, read), Stop));
        Assert.Null(await table.ChangeAsync(new(TableAction.Replace, read), Stop));
        Assert.Null(await table.ChangeAsync(new(TableAction.Delete, read), Stop));
        Assert.Equal(2, (await table.FindAsync("p", "a", Stop))!.Number("N"));
        Assert.NotNull(await table.ChangeAsync(new(TableAction.Delete, Row("a")), Stop));
        Assert.Null(await table.ChangeAsync(new(TableAction.Delete, Row("a")), Stop));
    }

    [Fact]
    public async Task Transact_AllHold_DoesAllAndGivesTags()
    {
        var table = await TableAsync();
        await table.ChangeAsync(new(TableAction.Put, Row("old")), Stop);
        var (inserted, put) = (Row("a", ("T", "退款")), Row("b", ("N", 5L)));

        Assert.True(await table.TransactAsync([new(TableAction.Insert, inserted), new(TableAction.Put, put), new(TableAction.Delete, Row("old"))], Stop));

        Assert.Equal(inserted.ETag, (await table.FindAsync("p", "a", Stop))!.ETag);
        Assert.Equal(put.ETag, (await table.FindAsync("p", "b", Stop))!.ETag);
        Assert.Equal("退款", (await table.FindAsync("p", "a", Stop))!.Text("T"));
        Assert.Null(await table.FindAsync("p", "old", Stop));
    }

    [Theory]
    [InlineData(TableAction.Insert)]
    [InlineData(TableAction.Replace)]
    public async Task Transact_OneDoesNotHold_DoesNothing(TableAction refused)
    {
        var table = await TableAsync();
        var there = Row("there", ("N", 1));
        await table.ChangeAsync(new(TableAction.Put, there), Stop);
        var second = Row("there", ("N", 2));
        second.ETag = "W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"";

        Assert.False(await table.TransactAsync([new(TableAction.Put, Row("new")), new(refused, second)], Stop));

        Assert.Null(await table.FindAsync("p", "new", Stop));
        Assert.Equal(1, (await table.FindAsync("p", "there", Stop))!.Number("N"));
    }

    [Fact]
    public async Task Transact_HundredChanges_AreWritten()
    {
        var table = await TableAsync();
        Assert.True(await table.TransactAsync([.. Enumerable.Range(0, 100).Select(i => new TableChange(TableAction.Insert, Row($"r{i:000}", ("B", new byte[1_000]))))], Stop));
        Assert.Equal(100, await table.ListAsync(Tables.Prefixed("p", "r"), cancellation: Stop).CountAsync(Stop));
    }

    [Fact]
    public async Task Query_PageByPage_HasEveryRowOnceInOrder()
    {
        var table = await TableAsync();
        for (var i = 0; i < 25; i++) await table.ChangeAsync(new(TableAction.Put, Row($"k_{i:00}", ("N", i))), Stop);
        await table.ChangeAsync(new(TableAction.Put, new TableEntity("q", "k_00")), Stop);

        var rows = await table.ListAsync(Tables.Between("p", "k_03", "k_20") + " and N ne 7", page: 4, Stop).Select(row => row.Row).ToListAsync(Stop);

        Assert.Equal(Enumerable.Range(3, 17).Where(i => i != 7).Select(i => $"k_{i:00}"), rows);
    }

    [Fact]
    public async Task Drop_Table_RemovesIt()
    {
        var table = await TableAsync();
        await table.DropAsync(Stop);
        await table.DropAsync(Stop);
        await Assert.ThrowsAsync<StorageRequestException>(async () => await table.ChangeAsync(new(TableAction.Put, Row("a")), Stop));
    }

    private static TableEntity Row(string key, params (string Name, object? Value)[] values)
    {
        var entity = new TableEntity("p", key);
        foreach (var (name, value) in values) entity.Values[name] = value;
        return entity;
    }

    private async Task<Tables> TableAsync()
    {
        var table = (await azurite.ClientAsync()).Tables(azurite.NextName() + "rows");
        await table.CreateAsync(Stop);
        await table.CreateAsync(Stop);
        return table;
    }
}
