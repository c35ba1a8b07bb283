using System.Net;
using System.Text;
using Reception.Storage.Azure.Client;

namespace Reception.Storage.Tests.Azure.Client;

/// <summary>The blob client against Azurite: each operation, its refusals, and a retried append.</summary>
public sealed class BlobsTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_AtTheEnd_IsReadBackWithBlocksAndLength()
    {
        var blobs = await ContainerAsync();
        Assert.True(await blobs.CreateAppendAsync("a/b-1", new Dictionary<string, string> { ["erased"] = "7" }, cancellation: Stop));

        Assert.Equal((AppendResult.Appended, 1), await blobs.AppendAsync("a/b-1", Text("hello "), 0, Stop));
        Assert.Equal((AppendResult.Appended, 2), await blobs.AppendAsync("a/b-1", Text("world"), 6, Stop));

        var found = (await blobs.FindAsync("a/b-1", Stop))!;
        Assert.Equal((11L, 2, "7"), (found.Length, found.Blocks, found.Metadata["erased"]));
        Assert.Equal("hello world", Text((await blobs.GetAsync("a/b-1", Stop))!.Bytes));
        var part = (await blobs.GetAsync("a/b-1", 3, 5, Stop))!;
        Assert.Equal(("lo wo", 11L), (Text(part.Bytes), part.Properties.Length));
    }

    [Fact]
    public async Task Append_ElsewhereOrNowhere_IsRefusedAndWritesNothing()
    {
        var blobs = await ContainerAsync();
        Assert.Equal(AppendResult.Missing, (await blobs.AppendAsync("a", Text("x"), 0, Stop)).Result);
        await blobs.CreateAppendAsync("a", cancellation: Stop);
        Assert.False(await blobs.CreateAppendAsync("a", cancellation: Stop));
        await blobs.AppendAsync("a", Text("first"), 0, Stop);

        Assert.Equal(AppendResult.Moved, (await blobs.AppendAsync("a", Text("other"), 0, Stop)).Result);
        Assert.Equal(AppendResult.Moved, (await blobs.AppendAsync("a", Text("later"), 50, Stop)).Result);
        Assert.Equal("first", Text((await blobs.GetAsync("a", Stop))!.Bytes));
    }

    [Theory]
    [InlineData(LostAnswer.Thrown)]
    [InlineData(LostAnswer.Status500)]
    public async Task Append_AnswerLost_IsRetriedAndHappensOnce(LostAnswer lost)
    {
        var faults = new Faults(request => request.RequestUri!.Query.Contains("appendblock", StringComparison.Ordinal), lost);
        var blobs = await ContainerAsync(faults);
        await blobs.CreateAppendAsync("a", cancellation: Stop);
        faults.Next = 1;

        Assert.Equal(AppendResult.Appended, (await blobs.AppendAsync("a", Text("once"), 0, Stop)).Result);
        Assert.Equal("once", Text((await blobs.GetAsync("a", Stop))!.Bytes));
        Assert.Equal(0, faults.Next);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task Append_Throttled_IsRetriedAndSignalled(HttpStatusCode status)
    {
        var faults = new Faults(request => request.RequestUri!.Query.Contains("appendblock", StringComparison.Ordinal), LostAnswer.NeverSent, status);
        var pressure = new StoragePressure(azurite.Instruments, TimeProvider.System);
        var blobs = await ContainerAsync(faults, pressure);
        await blobs.CreateAppendAsync("a", cancellation: Stop);
        Assert.False(pressure.IsThrottled);
        faults.Next = 2;

        Assert.Equal(AppendResult.Appended, (await blobs.AppendAsync("a", Text("in the end"), 0, Stop)).Result);
        Assert.True(pressure.IsThrottled);
    }

    [Fact]
    public async Task Append_ChangedOnTheWay_IsRefusedByTheCheckSum()
    {
        var faults = new Faults(request => request.RequestUri!.Query.Contains("appendblock", StringComparison.Ordinal), LostAnswer.Garbled) { Next = 1 };
        var blobs = await ContainerAsync(faults);
        await blobs.CreateAppendAsync("a", cancellation: Stop);

        await Assert.ThrowsAsync<StorageRequestException>(async () => await blobs.AppendAsync("a", Text("true text"), 0, Stop));
        Assert.Equal(0, (await blobs.FindAsync("a", Stop))!.Length);
    }

    [Fact]
    public async Task Put_WithConditions_HoldsToThem()
    {
        var blobs = await ContainerAsync();
        Assert.Null(await blobs.PutAsync("s-x/y.json", Text("no"), "\"0x0\"", cancellation: Stop));
        var first = (await blobs.PutAsync("s-x/y.json", Text("1"), null, cancellation: Stop))!;
        Assert.Null(await blobs.PutAsync("s-x/y.json", Text("2"), null, cancellation: Stop));
        var second = (await blobs.PutAsync("s-x/y.json", Text("2"), first, cancellation: Stop))!;
        Assert.Null(await blobs.PutAsync("s-x/y.json", Text("3"), first, cancellation: Stop));
        Assert.NotEqual(first, second);
        Assert.Equal(second, (await blobs.GetAsync("s-x/y.json", Stop))!.Properties.ETag);

        Assert.False(await blobs.DeleteAsync("s-x/y.json", first, Stop));
        Assert.True(await blobs.DeleteAsync("s-x/y.json", second, Stop));
        Assert.False(await blobs.DeleteAsync("s-x/y.json", cancellation: Stop));
        Assert.Null(await blobs.GetAsync("s-x/y.json", Stop));
        Assert.Null(await blobs.FindAsync("s-x/y.json", Stop));
    }

    [Fact]
    public async Task List_OfAPrefix_HasItsNamesInOrder()
    {
        var blobs = await ContainerAsync();
        foreach (var name in new[] { "b/2", "a/1", "b/1", "c" }) await blobs.PutAsync(name, Text(name), null, cancellation: Stop);

        var names = new List<string>();
        await foreach (var item in blobs.ListAsync("b/", Stop)) names.Add($"{item.Name} {item.Length}");
        Assert.Equal(["b/1 3", "b/2 3"], names);
    }

    [Fact]
    public async Task Get_PastTheEnd_IsNothing()
    {
        var blobs = await ContainerAsync();
        await blobs.PutAsync("a", Text("abc"), null, cancellation: Stop);

        Assert.Null(await blobs.GetAsync("a", 3, 10, Stop));
        Assert.Equal("c", Text((await blobs.GetAsync("a", 2, 10, Stop))!.Bytes));
    }

    [Fact]
    public async Task Call_WrongKey_IsRefusedWithoutSayingTheKey()
    {
        var server = await azurite.ServerAsync();
        var key = Convert.ToBase64String(new byte[32]);
        var account = StorageAccount.WithKey("account1", server.Account().Blobs, server.Account().Tables, key);
        var client = new StorageClient(account, new StorageClientOptions(), azurite.Pressure, TimeProvider.System, new Reception.Domain.Time.SystemRandomSource());

        var error = await Assert.ThrowsAsync<StorageRequestException>(async () => await client.Blobs("nobody").CreateContainerAsync(Stop));
        Assert.Equal(403, error.Status);
        Assert.DoesNotContain(key, error.ToString() + account, StringComparison.Ordinal);
    }

    private async Task<Blobs> ContainerAsync(Faults? faults = null, StoragePressure? pressure = null)
    {
        var options = new StorageClientOptions { RetryDelay = TimeSpan.FromMilliseconds(1), Wrap = faults is null ? null : faults.Over };
        var client = new StorageClient((await azurite.ServerAsync()).Account(), options, pressure ?? azurite.Pressure, TimeProvider.System, new Reception.Domain.Time.SystemRandomSource());
        var blobs = client.Blobs(azurite.NextName() + "-blobs");
        await blobs.CreateContainerAsync(Stop);
        await blobs.CreateContainerAsync(Stop);
        return blobs;
    }

    private static ReadOnlyMemory<byte> Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
