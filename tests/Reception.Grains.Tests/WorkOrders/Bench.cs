using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.WorkOrders;

/// <summary>Short words for what happens to work orders on a <see cref="Floor"/>.</summary>
internal static class Bench
{
    public static ConversationId Id(string creator) => WorkIds.Order(Floor.Shop, WorkIds.NumberOf(Floor.Shop, creator));

    public static IWorkOrderGrain Order(this Floor floor, string creator) => floor.Host.Grains.GetGrain<IWorkOrderGrain>(Id(creator).ToOrderKey());

    public static Task<WorkOrderResult> TryCreateAsync(this Floor floor, string creator, WorkKind kind = WorkKind.WorkOrder, ConversationId? conversation = null, DateTimeOffset? arrival = null, DateTimeOffset? notBefore = null) =>
        floor.Order(creator).CreateAsync(new CreateWorkOrder(
            creator, new WorkOrderFields("Refund " + creator, Stars: kind == WorkKind.Review ? 1 : null, Conversation: conversation), new WorkRequest(kind), "chats", Arrival: arrival, NotBefore: notBefore));

    public static async Task CreateAsync(this Floor floor, string creator, WorkKind kind = WorkKind.WorkOrder, ConversationId? conversation = null, DateTimeOffset? arrival = null) =>
        Assert.Equal(CommandOutcome.Done, (await floor.TryCreateAsync(creator, kind, conversation, arrival)).Outcome);

    public static async Task<OfferView> OrderOfferAsync(this Floor floor, string agent, string creator)
    {
        OfferView? offer = null;
        await floor.Host.UntilAsync(() => (offer = floor.Host.Gateway.Offers(agent).FirstOrDefault(o => o.Work == Id(creator))) is not null, $"an offer of {creator} to {agent}");
        return offer!;
    }

    public static Task<WorkOrderResult> TakeAsync(this Floor floor, string agent, OfferView offer) => floor.Host.Grains.GetGrain<IWorkOrderGrain>(offer.Work.ToOrderKey())
        .AcceptAsync(new AcceptOffer(new AgentId(agent), agent, offer.Offer, offer.Epoch, floor.Session(agent)));

    public static async Task<OfferView> TakeAsync(this Floor floor, string agent, string creator)
    {
        var offer = await floor.OrderOfferAsync(agent, creator);
        Assert.Equal(CommandOutcome.Done, (await floor.TakeAsync(agent, offer)).Outcome);
        return offer;
    }

    public static async Task<WorkOrderResult> FinishAsync(this Floor floor, string agent, string creator)
    {
        var view = (await floor.Order(creator).GetAsync())!;
        return await floor.Order(creator).CloseAsync(new WorkOrderCommand(agent, false, view.Epoch, "close-" + creator), "done");
    }

    public static async Task<int> LoadAsync(this Floor floor, string agent) => (await floor.Agent(agent).GetAsync())!.Load;
}
