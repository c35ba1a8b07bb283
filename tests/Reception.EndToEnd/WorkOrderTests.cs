using Reception.Client.Web.Chats;
using Reception.Client.Web.Rest;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;

namespace Reception.EndToEnd;

/// <summary>A work order from the shop's system to the agent and back, through a silo as a user starts it and a kill in between.</summary>
public sealed class WorkOrderTests
{
    [Fact]
    public async Task WorkOrder_CreatedKilledAcceptedNotedClosed_IsDoneInTheList()
    {
        await using var silo = await SiloProcess.StartAsync();
        using var http = new HttpClient();
        var admin = new ReceptionApi(http, silo.Url, silo.AdminToken);
        var created = await admin.CreateWorkOrderAsync("demo", new WorkOrderRequest("crm-1", Title: "退款 A1000001", OrderNumber: "A1000001"));
        var again = await admin.CreateWorkOrderAsync("demo", new WorkOrderRequest("crm-1", Title: "another"));
        Assert.Equal((created.Number, created.Title), (again.Number, again.Title));

        await silo.KillAsync();
        await silo.StartAgainAsync();
        Assert.Equal("waiting", (await admin.GetWorkOrderAsync("demo", created.Number)).Phase);

        await admin.PutAgentAsync("wo", "Wo", [$"demo/{created.Queue}"], 1);
        await using var desk = AgentDesk.Start(Talker.Patient(silo), (await admin.IssueAgentTokenAsync("wo")).Token);
        await desk.WelcomedAsync().WaitAsync(Waits.Limit);
        await desk.SetPresenceAsync("online").WaitAsync(Waits.Limit);
        var offer = await OfferAsync(desk).WaitAsync(Waits.Limit);
        Assert.Equal((created.Work, "work-order"), (offer.Conversation, offer.Kind));
        await desk.AcceptAsync(offer.Offer).WaitAsync(Waits.Limit);
        await desk.NoteAsync(created.Work, "已联系顾客").WaitAsync(Waits.Limit);
        await desk.CloseOrderAsync(created.Work, "已退款").WaitAsync(Waits.Limit);

        await Waits.UntilAsync(async () => (await admin.GetWorkOrdersAsync("demo", "done")).Rows is [{ Notes: 1, Agent: "wo" }], () => $"the row of {created.Number}");
        Assert.Equal("已退款", (await admin.GetWorkOrderAsync("demo", created.Number)).Result);
    }

    private static async Task<OfferDocument> OfferAsync(AgentDesk desk)
    {
        await foreach (var happened in desk.Events)
        {
            if (happened is OfferMade made) return made.Offer;
        }
        throw new InvalidOperationException("The desk ended without an offer.");
    }
}
