using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Reception.Assistant.Links;
using Reception.Assistant.Orders;
using Reception.Assistant.Tests.Servers;
using Reception.Contracts.Assistant;
using Reception.Contracts.Ids;
using Reception.Domain.Orders;
using Reception.Grains.Tests.Hosting;

namespace Reception.Assistant.Tests.Orders;

/// <summary>An order system behind HTTP: what it is asked, what of its answer counts, and that it cannot hold anybody up.</summary>
public sealed class HttpOrderLookupTests : IAsyncLifetime
{
    private static readonly ShopId Shop = new("demo");
    private readonly TestClock _clock = new(new DateTimeOffset(2026, 11, 11, 9, 0, 0, TimeSpan.Zero));
    private TestServer _server = null!;
    private OrderOptions _options = null!;
    private HttpOrderLookup _lookup = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _options = new() { Url = _server.Url + "/{shop}/{channel}?customer={customer}&order={order}", Secret = "bearer-1" };
        _lookup = new(_options, BoundedBodies.Client(HttpOrderLookup.MostBytes), _clock, NullLogger<HttpOrderLookup>.Instance);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Find_HisOrder_IsReadWhole()
    {
        _server.Does = Answers("""
            {"orders":[{"customer":"c-1","number":"A1000001","status":"out-for-delivery","carrier":"UPS","tracking":"1Z","placedAt":"2026-11-08T10:00:00Z","shippedAt":"2026-11-09T10:00:00+08:00",
            "expectedAt":"2026-11-12T00:00:00Z","items":[{"name":"Lamp","count":2}],"amount":19.9,"currency":"USD","later":1}]}
            """);

        var order = Assert.Single(await FindAsync());

        Assert.Equal(("A1000001", OrderStatus.OutForDelivery, "UPS", "1Z", 19.9m, "USD"), (order.Number, order.Status, order.Carrier, order.Tracking, order.Amount, order.Currency));
        Assert.Equal(new OrderItem("Lamp", 2), Assert.Single(order.Items!));
    }

    [Fact]
    public async Task Find_Asks_WithTheSecretAndEscapedValues()
    {
        _server.Does = Answers("""{"orders":[]}""");

        await FindAsync(number: "A1&customer=c-2/../x");

        Assert.Equal(new Heard("GET", "/demo/web?customer=c-1&order=A1%26customer%3Dc-2%2F..%2Fx", "Bearer bearer-1", ""), Assert.Single(_server.Requests));
    }

    [Theory]
    [InlineData("""{"orders":[{"customer":"c-2","number":"A1000001","status":"paid"}]}""")]
    [InlineData("""{"orders":[{"number":"A1000001","status":"paid"}]}""")]
    [InlineData("""{"orders":[{"customer":"c-1","status":"paid"}]}""")]
    [InlineData("""{"orders":[null]}""")]
    [InlineData("""{"orders":null}""")]
    [InlineData("{}")]
    public async Task Find_NotHisOrNoOrder_IsNone(string body)
    {
        _server.Does = Answers(body);

        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task Find_AnotherNumberThanAskedFor_IsNone()
    {
        _server.Does = Answers("""{"orders":[{"customer":"c-1","number":"A1000001","status":"paid"}]}""");

        Assert.Empty(await FindAsync(number: "A1000002"));
    }

    [Fact]
    public async Task Find_MoreThanMayBe_AreCut()
    {
        _server.Does = Answers(JsonSerializer.Serialize(new { orders = Enumerable.Range(0, 50).Select(i => new { customer = "c-1", number = $"A10000{i:00}", status = "paid" }) }));

        Assert.Equal(OrderFacts.MaxOrders, (await FindAsync()).Count);
    }

    [Fact]
    public async Task Find_NoSuchCustomer_IsNone()
    {
        _server.Does = ModelReplies.Fails(404);

        Assert.Empty(await FindAsync());
    }

    [Theory]
    [InlineData("500")]
    [InlineData("302")]
    [InlineData("reset")]
    [InlineData("truncated")]
    [InlineData("html")]
    [InlineData("huge")]
    public async Task Find_ServerBroken_Throws(string how)
    {
        await using var elsewhere = await TestServer.StartAsync();
        _server.Does = how switch
        {
            "302" => ModelReplies.Redirects(elsewhere.Url),
            "reset" => ModelReplies.Reset,
            "truncated" => ModelReplies.Truncated,
            "html" => ModelReplies.Html,
            "huge" => ModelReplies.Huge,
            _ => ModelReplies.Fails(500),
        };

        await Assert.ThrowsAnyAsync<Exception>(() => FindAsync());
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Find_SlowerThanTheTimeBox_IsGivenUp()
    {
        var heard = new TaskCompletionSource();
        _server.Does = context =>
        {
            heard.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };

        var asked = FindAsync();
        await heard.Task;
        _clock.Advance(TimeSpan.FromSeconds(_options.TimeoutSeconds));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task Find_Visitor_NobodyIsAsked()
    {
        Assert.Empty(await _lookup.FindAsync(new(Shop, "web", "v-1", "A1000001"), CancellationToken.None));
        Assert.Empty(_server.Requests);
        Assert.False(_lookup.Serves(Shop, "v-1"));
    }

    [Fact]
    public async Task Serves_FailuresInARow_NotForAWhile()
    {
        _server.Does = ModelReplies.Fails(500);
        for (var i = 0; i < CircuitBreaker.Tolerated; i++) await Assert.ThrowsAnyAsync<HttpRequestException>(() => FindAsync());

        Assert.False(_lookup.Serves(Shop, "c-1"));
        _clock.Advance(CircuitBreaker.FirstPause);
        Assert.True(_lookup.Serves(Shop, "c-1"));
    }

    [Fact]
    public async Task Find_ShopWithItsOwnSystem_AsksThatOne()
    {
        await using var own = await TestServer.StartAsync();
        own.Does = Answers("""{"orders":[]}""");
        _options.Shops["demo"] = new() { Url = own.Url + "/?c={customer}" };

        await FindAsync();

        Assert.Null(Assert.Single(own.Requests).Authorization); // the common secret is not for it
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("http://orders.example/?c={customer}")]
    [InlineData("ftp://127.0.0.1/?c={customer}")]
    [InlineData("https://user:secret@orders.example/?c={customer}")]
    [InlineData("https://orders.example/")]
    public void Validate_UnsafeAddress_IsAnError(string url) => Assert.Single(new OrderOptions { Url = url }.Validate());

    [Fact]
    public async Task DemoOrders_SameCustomer_AreTheSame()
    {
        var demo = new DemoOrderLookup(new HashSet<string> { "demo" }, _lookup, _clock);
        var first = await demo.FindAsync(new(Shop, "web", "v-1", null), CancellationToken.None);
        var again = await demo.FindAsync(new(Shop, "web", "v-1", null), CancellationToken.None);

        Assert.Equal(first.Select(o => (o.Number, o.Status)), again.Select(o => (o.Number, o.Status)));
        Assert.All(first, o => Assert.Equal(o.Number, OrderNumbers.Find($"我的订单 {o.Number} 到哪了")));
    }

    private Task<IReadOnlyList<OrderFacts>> FindAsync(string? number = null) => _lookup.FindAsync(new OrderQuery(Shop, "web", "c-1", number), CancellationToken.None);

    private static Func<HttpContext, Task> Answers(string body) => context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    };
}
