using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Tests.Hosting;

namespace Reception.Grains.Tests.Waiting;

/// <summary>A shop on a test host, with one queue unless a test says otherwise, and short words for what its customers and agents do.</summary>
internal sealed class Floor(ReceptionHost host) : IAsyncDisposable
{
    public static readonly ShopId Shop = new("shop");
    public static readonly QueueId Queue = new(Shop, "chats");
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private int _commands;

    public ReceptionHost Host => host;

    public IQueueGrain QueueGrain => host.Grains.GetGrain<IQueueGrain>(Queue.ToString());

    public static Task<Floor> OpenAsync(int offerSeconds = 20, int silos = 1) => OpenAsync(Policy(new QueuePolicy("chats", offerSeconds)), silos);

    /// <summary>The customers of the first queue; those who speak French come to the queue of that name, if there is one.</summary>
    public static Task<Floor> OpenQueuesAsync(params QueuePolicy[] queues) => OpenAsync(Policy(queues));

    public static async Task<Floor> OpenAsync(ShopPolicy policy, int silos = 1)
    {
        var floor = new Floor(await ReceptionHost.StartAsync(silos));
        await floor.PutAsync(policy);
        return floor;
    }

    public static ShopPolicy Policy(params QueuePolicy[] queues) => new(
        "Shop", "en", "UTC", queues, [new ChannelPolicy("web")], new BotPolicy(Enabled: true),
        Routing: queues.Any(q => q.Name == French) ? [new RoutingRule(French, French, Languages: ["fr"])] : null);

    public const string French = "french";

    public static ConversationId Work(string customer) => new(Shop, "web", customer);

    public static QueueId Named(string queue) => new(Shop, queue);

    public async Task PutAsync(ShopPolicy policy)
    {
        var put = await host.Grains.GetGrain<IShopGrain>(Shop.Value).PutAsync(policy, null);
        Assert.True(put.Outcome == PutPolicyOutcome.Stored, string.Join('\n', put.Errors));
    }

    public IQueueGrain QueueOf(string queue) => host.Grains.GetGrain<IQueueGrain>(Named(queue).ToString());

    public IAgentGrain Agent(string agent) => host.Grains.GetGrain<IAgentGrain>(agent);

    public IConversationGrain Conversation(string customer) => host.Grains.GetGrain<IConversationGrain>(Work(customer).ToString());

    public SessionAddress Session(string name) => new(name, host.Gateway.Address);

    public Task HireAsync(string agent, int capacity = 1) => HireAsync(new AgentProfile(new AgentId(agent), agent, [Queue], capacity));

    public async Task HireAsync(AgentProfile profile) => Assert.Equal(ProfileOutcome.Stored, (await Agent(profile.Id.Value).PutProfileAsync(profile)).Outcome);

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

    public async Task HireOnlineAsync(AgentProfile profile)
    {
        await HireAsync(profile);
        await OnlineAsync(profile.Id.Value);
    }

    /// <summary>The customer comes and asks for a human.</summary>
    public async Task<CommandResult> AskAsync(string customer, VisitContext? context = null)
    {
        var opened = await Conversation(customer).OpenAsync(new OpenSession(Session("s-" + customer), 0, context ?? new VisitContext()));
        Assert.Equal(CommandOutcome.Done, opened.Outcome);
        return await Conversation(customer).AskForHumanAsync(new CustomerCommand("s-" + customer, $"cmd-{Interlocked.Increment(ref _commands)}"));
    }

    public async Task<PostResult> SayAsync(string customer, string text)
    {
        var posted = await Conversation(customer).PostAsync(new PostMessages("s-" + customer, [new IncomingMessage($"said-{Interlocked.Increment(ref _commands)}", text)]));
        Assert.Equal(CommandOutcome.Done, posted.Outcome);
        return posted;
    }

    public async Task<ConversationPhase> PhaseAsync(string customer) => (await Conversation(customer).GetAsync()).Phase;

    /// <summary>What happened in the customer's conversation, as stored.</summary>
    public IReadOnlyList<ConversationEvent> Events(string customer)
    {
        var feed = host.Stores.Journal.ReadFeedAsync(0, int.MaxValue);
        Assert.True(feed.IsCompletedSuccessfully);
        return [.. feed.Result.Where(f => f.Conversation == Work(customer).ToString()).SelectMany(f => f.Events).Select(e => ConversationJson.Read(e.Span))];
    }

    /// <summary>
    /// Waits for an offer. A queue or an agent that has just begun may look before the shop's policy has come, and looks again within seconds of
    /// its clock: so the clock, which stands still otherwise, goes on after a while.
    /// </summary>
    public async Task<OfferView> OfferAsync(string agent, string? customer = null)
    {
        OfferView? offer = null;
        var looks = 0;
        await host.UntilAsync(() =>
        {
            offer = host.Gateway.Offers(agent).FirstOrDefault(o => customer is null || o.Work == Work(customer));
            if (offer is null && ++looks > 600 && looks % 100 == 0) host.Clock.Advance(TimeSpan.FromSeconds(1));
            return offer is not null;
        }, $"an offer of {customer ?? "anybody"} to {agent}");
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
        var closed = await Conversation(customer).AgentCloseAsync(new AgentCommand(new AgentId(agent), view.Epoch, $"cmd-{Interlocked.Increment(ref _commands)}"));
        Assert.Equal(CommandOutcome.Done, closed.Outcome);
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();
}
