using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Grains.Tests.Hosting;

namespace Reception.Grains.Tests.Waiting;

/// <summary>A shop with one queue on a test host, and short words for what its customers and agents do.</summary>
internal sealed class Floor(ReceptionHost host) : IAsyncDisposable
{
    public static readonly ShopId Shop = new("shop");
    public static readonly QueueId Queue = new(Shop, "chats");
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private int _commands;

    public ReceptionHost Host => host;

    public IQueueGrain QueueGrain => host.Grains.GetGrain<IQueueGrain>(Queue.ToString());

    public static async Task<Floor> OpenAsync(int offerSeconds = 20, int silos = 1)
    {
        var floor = new Floor(await ReceptionHost.StartAsync(silos));
        var policy = new ShopPolicy("Shop", "en", "UTC", [new QueuePolicy("chats", offerSeconds)], [new ChannelPolicy("web")], new BotPolicy(Enabled: true));
        var put = await floor.Host.Grains.GetGrain<IShopGrain>(Shop.Value).PutAsync(policy, 0);
        Assert.Equal(PutPolicyOutcome.Stored, put.Outcome);
        return floor;
    }

    public static ConversationId Work(string customer) => new(Shop, "web", customer);

    public IAgentGrain Agent(string agent) => host.Grains.GetGrain<IAgentGrain>(agent);

    public IConversationGrain Conversation(string customer) => host.Grains.GetGrain<IConversationGrain>(Work(customer).ToString());

    public SessionAddress Session(string name) => new(name, host.Gateway.Address);

    public async Task HireAsync(string agent, int capacity = 1) =>
        Assert.Equal(ProfileOutcome.Stored, (await Agent(agent).PutProfileAsync(new AgentProfile(new AgentId(agent), agent, [Queue], capacity))).Outcome);

    public async Task OnlineAsync(string agent)
    {
        Assert.NotNull(await Agent(agent).ConnectAsync(Session(agent), Lease));
        await Agent(agent).SetPresenceAsync(PresenceIntent.Online, null);
    }

    public async Task HireOnlineAsync(string agent, int capacity = 1)
    {
        await HireAsync(agent, capacity);
        await OnlineAsync(agent);
    }

    /// <summary>The customer comes and asks for a human.</summary>
    public async Task<CommandResult> AskAsync(string customer)
    {
        var opened = await Conversation(customer).OpenAsync(new OpenSession(Session("s-" + customer), 0, new VisitContext()));
        Assert.Equal(CommandOutcome.Done, opened.Outcome);
        return await Conversation(customer).AskForHumanAsync(new CustomerCommand("s-" + customer, $"cmd-{++_commands}"));
    }

    public async Task<OfferView> OfferAsync(string agent, string? customer = null)
    {
        OfferView? offer = null;
        await host.UntilAsync(() => (offer = host.Gateway.Offers(agent).FirstOrDefault(o => customer is null || o.Work == Work(customer))) is not null, $"an offer of {customer ?? "anybody"} to {agent}");
        return offer!;
    }

    public Task<OpenResult> AcceptAsync(string agent, OfferView offer) =>
        host.Grains.GetGrain<IConversationGrain>(offer.Work.ToString()).AcceptAsync(new AcceptOffer(new AgentId(agent), agent, offer.Offer, offer.Epoch, Session(agent)));

    public async Task<OfferView> ServeAsync(string agent, string customer)
    {
        var offer = await OfferAsync(agent, customer);
        Assert.Equal(CommandOutcome.Done, (await AcceptAsync(agent, offer)).Outcome);
        return offer;
    }

    public async Task CloseAsync(string agent, string customer)
    {
        var view = await Conversation(customer).GetAsync();
        var closed = await Conversation(customer).AgentCloseAsync(new AgentCommand(new AgentId(agent), view.Epoch, $"cmd-{++_commands}"));
        Assert.Equal(CommandOutcome.Done, closed.Outcome);
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();
}
