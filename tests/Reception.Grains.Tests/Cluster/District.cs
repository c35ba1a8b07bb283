using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Grains.Tests.Hosting;

namespace Reception.Grains.Tests.Cluster;

/// <summary>A shop on a cluster of test silos, and grains of it that live on the silo a test wants to lose.</summary>
internal sealed class District(ReceptionHost host) : IAsyncDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private const int Tries = 64;

    private int _ids;

    public ReceptionHost Host => host;

    public ShopId Shop { get; private set; }

    public QueueId QueueId => new(Shop, "chats");

    public IQueueGrain Queue => host.Grains.GetGrain<IQueueGrain>(QueueId.ToString());

    /// <summary>Three silos and a shop whose queue lives on the second, or on the first.</summary>
    public static async Task<District> OpenAsync(bool queueOnSecond)
    {
        var district = new District(await ReceptionHost.StartAsync(silos: 3));
        var silo = district.Host.Silos[queueOnSecond ? 1 : 0];
        for (var i = 0; i < Tries; i++)
        {
            district.Shop = new ShopId("shop" + i);
            var policy = new ShopPolicy("Shop", "en", "UTC", [new QueuePolicy("chats", 20)], [new ChannelPolicy("web")], new BotPolicy());
            Assert.Equal(PutPolicyOutcome.Stored, (await district.Host.Grains.GetGrain<IShopGrain>(district.Shop.Value).PutAsync(policy, 0)).Outcome);
            await silo.Grains.GetGrain<IQueueGrain>(district.QueueId.ToString()).GetAsync(0);
            if (district.Host.SiloOf(district.Queue) == silo) return district;
        }
        throw new InvalidOperationException($"None of {Tries} queues lives where it should.");
    }

    public ConversationId Work(string customer) => new(Shop, "web", customer);

    public IConversationGrain Conversation(string customer) => host.Grains.GetGrain<IConversationGrain>(Work(customer).ToString());

    public IAgentGrain Agent(string agent) => host.Grains.GetGrain<IAgentGrain>(agent);

    public SessionAddress Session(string id) => new(id, host.Gateway.Address);

    /// <summary>An agent of the queue, online, whose grain lives on this silo; his name is also his session's.</summary>
    public async Task<string> HireOnAsync(TestSilo silo, int capacity = 1)
    {
        for (var i = 0; i < Tries; i++)
        {
            var name = $"agent{++_ids}";
            var agent = silo.Grains.GetGrain<IAgentGrain>(name);
            await agent.GetProfileAsync();
            if (host.SiloOf(agent) != silo) continue;
            Assert.Equal(ProfileOutcome.Stored, (await agent.PutProfileAsync(new AgentProfile(new AgentId(name), name, [QueueId], capacity))).Outcome);
            Assert.NotNull(await agent.ConnectAsync(Session(name), Lease));
            await agent.SetPresenceAsync(PresenceIntent.Online, null);
            return name;
        }
        throw new InvalidOperationException($"None of {Tries} agents lives where he should.");
    }

    /// <summary>A customer with a session, whose conversation lives on this silo.</summary>
    public async Task<string> CustomerOnAsync(TestSilo silo)
    {
        for (var i = 0; i < Tries; i++)
        {
            var name = $"customer{++_ids}";
            var conversation = silo.Grains.GetGrain<IConversationGrain>(Work(name).ToString());
            try
            {
                await conversation.GetAsync();
            }
            catch (SiloUnavailableException)
            {
                continue; // this one lived on a silo that has just been killed
            }
            if (host.SiloOf(conversation) != silo) continue;
            Assert.Equal(CommandOutcome.Done, (await conversation.OpenAsync(new OpenSession(Session("s-" + name), 0, new VisitContext()))).Outcome);
            return name;
        }
        throw new InvalidOperationException($"None of {Tries} conversations lives where it should.");
    }

    public async Task AskAsync(string customer) => Assert.Equal(CommandOutcome.Done, (await AskAsync(customer, $"ask{++_ids}")).Outcome);

    public Task<CommandResult> AskAsync(string customer, string commandId) => Conversation(customer).AskForHumanAsync(new CustomerCommand("s-" + customer, commandId));

    public Task<PostResult> PostAsync(string customer, params string[] ids) =>
        Conversation(customer).PostAsync(new PostMessages("s-" + customer, [.. ids.Select(id => new IncomingMessage(id, "text of " + id))]));

    public async Task<OfferView> OfferAsync(string agent)
    {
        OfferView? offer = null;
        await host.UntilAsync(() => (offer = host.Gateway.Offers(agent).FirstOrDefault()) is not null, $"an offer to {agent}");
        return offer!;
    }

    /// <summary>Another number with every activation of the agent.</summary>
    public async Task<long> LifeAsync(string agent) => (await Agent(agent).ReportAsync(QueueId)).Availability.Life;

    public Task<OpenResult> AcceptAsync(string agent, OfferView offer) =>
        host.Grains.GetGrain<IConversationGrain>(offer.Work.ToString()).AcceptAsync(new AcceptOffer(new AgentId(agent), agent, offer.Offer, offer.Epoch, Session(agent)));

    /// <summary>Calls again while the cluster has not noticed yet, as every client does.</summary>
    public async Task<T> InsistAsync<T>(Func<Task<T>> call, Func<T, bool>? isUnavailable = null)
    {
        T? answer = default;
        await host.UntilAsync(
            async () =>
            {
                try
                {
                    answer = await call();
                    return isUnavailable?.Invoke(answer) != true;
                }
                catch (Exception e) when (e is OrleansException or TimeoutException)
                {
                    return false;
                }
            },
            "an answer");
        return answer!;
    }

    public Task InsistAsync(Func<Task> call) => InsistAsync(async () =>
    {
        await call();
        return true;
    });

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
