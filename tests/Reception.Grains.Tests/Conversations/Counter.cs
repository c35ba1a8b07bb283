using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Operations;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Journal;
using Reception.Grains.Tests.Hosting;

namespace Reception.Grains.Tests.Conversations;

/// <summary>A shop with knowledge on a test host, and short words for what its customers and agents do.</summary>
internal sealed class Counter(ReceptionHost host) : IAsyncDisposable
{
    public static readonly ShopId Shop = new("demo");
    public static readonly ShopPolicy Policy = new("Demo", "en", "UTC", [new("sales"), new("service", TargetSeconds: 30)], [new("web")], new());

    private static readonly KnowledgeEntry[] Entries =
    [
        new("ship", "When will my order be shipped?", "Within 48 hours.", ["when do you ship", "how long until you ship my order", "has my parcel been sent"]),
        new("return", "How can I return an item?", "Within 30 days, free of charge.", ["i want to send it back", "return policy", "can i give the item back"]),
        new("pay", "Which ways of payment do you take?", "Card and transfer.", ["can i pay by card", "do you accept paypal", "payment methods"]),
        new("size", "Which size should I take?", "See the size chart.", ["size chart", "does it run small", "what size fits me"]),
    ];

    private int _ids;

    public ReceptionHost Host => host;

    public IGrainFactory Grains => host.Grains;

    public static async Task<Counter> OpenAsync(bool withKnowledge = true)
    {
        var counter = new Counter(await ReceptionHost.StartAsync());
        Assert.Equal(PutPolicyOutcome.Stored, (await counter.Grains.GetGrain<IShopGrain>(Shop.Value).PutAsync(Policy, 0)).Outcome);
        if (withKnowledge) await counter.PublishAsync(Entries);
        return counter;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    public ConversationId Id(string customer) => new(Shop, "web", customer);

    public IConversationGrain Conversation(string customer) => Grains.GetGrain<IConversationGrain>(Id(customer).ToString());

    public IQueueGrain Queue(string name = "sales") => Grains.GetGrain<IQueueGrain>(new QueueId(Shop, name).ToString());

    public SessionAddress Session(string id) => new(id, host.Gateway.Address);

    public string NextId() => $"id-{Interlocked.Increment(ref _ids)}";

    public IReadOnlyList<ConversationEvent> Events(string customer) =>
        [.. Feed().Where(f => f.Conversation == Id(customer).ToString()).SelectMany(f => f.Events).Select(e => ConversationJson.Read(e.Span))];

    public IReadOnlyList<FeedItem> Feed()
    {
        var feed = host.Stores.Journal.ReadFeedAsync(0, int.MaxValue);
        return feed.IsCompletedSuccessfully ? feed.Result : throw new InvalidOperationException("The memory journal answers at once.");
    }

    public OpenWork? Row(string customer) => host.Stores.Journal.Rows.SingleOrDefault(r => r.Work == Id(customer).ToString());

    public ChatMessage[] PushedTo(string session) => [.. host.Gateway.Of(session).SelectMany(p => p.Messages ?? [])];

    public Task<PostResult> PostAsync(string customer, params string[] texts) =>
        Conversation(customer).PostAsync(new("s-" + customer, [.. texts.Select(t => new IncomingMessage(NextId(), t))]));

    public Task<CommandResult> AskForHumanAsync(string customer) => Conversation(customer).AskForHumanAsync(new("s-" + customer, NextId()));

    public Task<OpenResult> OpenAsync(string customer, long after = 0) => Conversation(customer).OpenAsync(new(Session("s-" + customer), after, new()));

    public async Task<IAgentGrain> OnlineAgentAsync(string name, int capacity = 3)
    {
        var agent = Grains.GetGrain<IAgentGrain>(name);
        Assert.Equal(ProfileOutcome.Stored, (await agent.PutProfileAsync(new(new(name), name, [new(Shop, "sales"), new(Shop, "service")], capacity))).Outcome);
        await agent.ConnectAsync(Session("a-" + name), TimeSpan.FromMinutes(5));
        await agent.SetPresenceAsync(PresenceIntent.Online, null);
        return agent;
    }

    /// <summary>The offer the agent holds, once the queue has made one.</summary>
    public async Task<OfferView> OfferAsync(string agent)
    {
        OfferView? offer = null;
        await host.UntilAsync(() => (offer = host.Gateway.Offers("a-" + agent).FirstOrDefault()) is not null, $"an offer to {agent}");
        return offer!;
    }

    public Task<OpenResult> AcceptAsync(string agent, OfferView offer) =>
        Grains.GetGrain<IConversationGrain>(offer.Work.ToString()).AcceptAsync(new(new(agent), agent, offer.Offer, offer.Epoch, Session("a-" + agent)));

    /// <summary>The customer asks for a human and this agent takes him.</summary>
    public async Task<ConversationView> ServeAsync(string customer, string agent)
    {
        await OnlineAgentAsync(agent);
        await AskForHumanAsync(customer);
        var accepted = await AcceptAsync(agent, await OfferAsync(agent));
        Assert.Equal(CommandOutcome.Done, accepted.Outcome);
        await host.QuietAsync();
        return accepted.View!;
    }

    public async Task SweepAsync()
    {
        for (var shard = 0; shard < ISweeperGrain.Shards; shard++) await Grains.GetGrain<ISweeperGrain>(shard).SweepAsync();
    }

    public async Task PublishAsync(params KnowledgeEntry[] entries)
    {
        var knowledge = Grains.GetGrain<IKnowledgeGrain>(Shop.Value);
        Assert.Empty((await knowledge.PutDraftAsync(entries)).Errors);
        Assert.Equal(KnowledgeOutcome.Done, (await knowledge.PublishAsync("test", null)).Outcome);
    }
}
