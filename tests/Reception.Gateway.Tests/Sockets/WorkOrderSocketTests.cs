using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Sockets;

/// <summary>Work orders on the agent's socket: the frames of chats with the work's id, and notes.</summary>
public sealed class WorkOrderSocketTests : IAsyncLifetime
{
    private static readonly ShopId Demo = new("demo");
    private static readonly ConversationId Order = WorkIds.Order(Demo, WorkIds.NumberOf(Demo, "crm-1"));
    private static readonly Guid Offer = new(7, 0, 0, new byte[8]);
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await GatewayHost.StartAsync();
        await _host.Cluster.WorkOrder(Order.ToOrderKey()).CreateAsync(new CreateWorkOrder("crm-1", new WorkOrderFields("Refund"), new WorkRequest(WorkKind.WorkOrder)));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Offer_OfAWorkOrder_SaysItsKind()
    {
        await using var anna = await WelcomedAsync();
        Assert.Equal("work-order", (await OfferAsync(anna)).GetProperty("offer").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task AcceptNoteClose_OfAWorkOrder_AreAnsweredWithIt()
    {
        await using var anna = await WelcomedAsync();
        await OfferAsync(anna);
        await anna.SendAsync(new { type = "accept", id = "a", offer = Offer.ToString("N") });
        Assert.Equal("owned", Of(await anna.ExpectAsync("done")).GetProperty("phase").GetString());
        await anna.SendAsync(new { type = "note", id = "n", conversation = Order.ToString(), text = "looked at it" });
        Assert.Equal("looked at it", Of(await anna.ExpectAsync("done")).GetProperty("notes")[0].GetProperty("text").GetString());
        await anna.SendAsync(new { type = "close", id = "c", conversation = Order.ToString(), epoch = 2, text = "paid back" });
        var done = Of(await anna.ExpectAsync("done"));
        Assert.Equal(("done", "paid back"), (done.GetProperty("phase").GetString(), done.GetProperty("result").GetString()));
    }

    [Fact]
    public async Task Note_ByAnOperator_IsShownToTheHolder()
    {
        await using var anna = await WelcomedAsync();
        await OfferAsync(anna);
        await anna.SendAsync(new { type = "accept", id = "a", offer = Offer.ToString("N") });
        await anna.ExpectAsync("done");
        await _host.Cluster.WorkOrder(Order.ToOrderKey()).NoteAsync(new NoteWorkOrder("zhou", true, "n1", "call him first"));
        await _host.Cluster.Agent("anna").PushAsync(id => new SessionPush(id, Order: Order));
        Assert.Equal("call him first", Of(await anna.ExpectAsync("work-order")).GetProperty("notes")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Close_OfAWorkOrderThatIsNotHis_IsRefused()
    {
        await using var anna = await WelcomedAsync();
        await anna.SendAsync(new { type = "close", id = "c", conversation = Order.ToString(), epoch = 1 });
        Assert.Equal("not-owner", (await anna.ExpectAsync("error")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Note_WithoutText_IsRefused()
    {
        await using var anna = await WelcomedAsync();
        await anna.SendAsync(new { type = "note", id = "n", conversation = Order.ToString() });
        Assert.Equal("bad-frame", (await anna.ExpectAsync("error")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Note_OnAChat_IsRefused()
    {
        await using var anna = await WelcomedAsync();
        await anna.SendAsync(new { type = "note", id = "n", conversation = "demo/web/c", text = "x" });
        Assert.Equal("unknown-type", (await anna.ExpectAsync("error")).GetProperty("code").GetString());
    }

    private static System.Text.Json.JsonElement Of(System.Text.Json.JsonElement done) => done.GetProperty("workOrder");

    private async Task<FrameClient> WelcomedAsync()
    {
        var anna = await _host.AgentAsync();
        await anna.SendAsync(new { type = "hello", token = _host.Agent() });
        await anna.ExpectAsync("welcome");
        return anna;
    }

    private async Task<System.Text.Json.JsonElement> OfferAsync(FrameClient anna)
    {
        var now = _host.Time.GetUtcNow();
        var offer = new OfferView(Offer, Order, new QueueId(Demo, "main"), 1, 1, now.AddSeconds(60), now, null, HandOverReason.None, null, new WorkRequest(WorkKind.WorkOrder));
        await _host.Cluster.Agent("anna").OfferAsync(offer);
        return await anna.ExpectAsync("offer");
    }
}
