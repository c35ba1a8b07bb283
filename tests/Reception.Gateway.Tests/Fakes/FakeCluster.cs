using System.Collections.Concurrent;
using System.Reflection;
using Reception.Client.Hub;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Goods;
using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Operations;
using Reception.Contracts.Queues;
using Reception.Contracts.Scaling;
using Reception.Contracts.Shops;
using Reception.Contracts.Training;
using Reception.Contracts.WorkOrders;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>The doubles of all grains, behind an <see cref="IClusterClient"/>; pushes go to the one observer of each gateway.</summary>
internal sealed class FakeCluster : IObserverRegistrar
{
    private readonly ConcurrentDictionary<(Type Interface, string Key), object> _grains = new();
    private readonly ConcurrentDictionary<string, IGatewayObserver> _gateways = new();
    private readonly ConcurrentDictionary<string, string> _routes = new();

    public FakeCluster(TimeProvider time)
    {
        Time = time;
        Client = DispatchProxy.Create<IClusterClient, ClusterProxy>();
        ((ClusterProxy)(object)Client).Cluster = this;
        Shop("demo").Policy = Policies.Demo();
        Shop("demo-en").Policy = Policies.Demo() with { Name = "Demo", Language = "en" };
        Agent("anna").Profile = new AgentProfile(new AgentId("anna"), "Anna", [new QueueId(new ShopId("demo"), "main")], 3);
    }

    public TimeProvider Time { get; }

    public IClusterClient Client { get; }

    /// <summary>When set, every call of every double throws it.</summary>
    public Exception? Failing { get; set; }

    public FakeConversation Conversation(string key) => Get<IConversationGrain, FakeConversation>(key, () => new FakeConversation(this, ConversationId.Parse(key)));

    public FakeAgent Agent(string key) => Get<IAgentGrain, FakeAgent>(key, () => new FakeAgent(this, key));

    public FakeQueue Queue(string key) => Get<IQueueGrain, FakeQueue>(key, () => new FakeQueue(key));

    public FakeEpisodes Episodes(string shop) => Get<IEpisodesGrain, FakeEpisodes>(shop, () => new FakeEpisodes());

    public FakeShop Shop(string key) => Get<IShopGrain, FakeShop>(key, () => new FakeShop(this, key));

    public FakeBudget Budget(string shop) => Get<IBudgetGrain, FakeBudget>(shop, () => new FakeBudget(Time));

    public FakeKnowledge Knowledge(string key) => Get<IKnowledgeGrain, FakeKnowledge>(key, () => new FakeKnowledge());

    public FakeWorkOrder WorkOrder(string key) => Get<IWorkOrderGrain, FakeWorkOrder>(key, () => new FakeWorkOrder(this, key));

    public FakeScaling Scaling { get; } = new();

    public IEnumerable<FakeWorkOrder> AllWorkOrders => _grains.Values.OfType<FakeWorkOrder>();

    public string Register(IGatewayObserver observer)
    {
        var address = $"gateway-{_gateways.Count + 1}";
        _gateways[address] = observer;
        return address;
    }

    /// <summary>Pushes of this session go where it is.</summary>
    public SessionAddress Route(SessionAddress session)
    {
        _routes[session.SessionId] = session.Gateway;
        return session;
    }

    public Task PushAsync(params SessionPush[] pushes) => Task.WhenAll(pushes
        .GroupBy(push => _routes.GetValueOrDefault(push.SessionId, "gateway-1"))
        .Select(gateway => _gateways.TryGetValue(gateway.Key, out var observer) ? observer.PushAsync([.. gateway]) : Task.CompletedTask));

    internal object Grain(Type type, string key) => type.Name switch
    {
        nameof(IConversationGrain) => Conversation(key),
        nameof(IAgentGrain) => Agent(key),
        nameof(IShopGrain) => Shop(key),
        nameof(IBudgetGrain) => Budget(key),
        nameof(IKnowledgeGrain) or nameof(IKnowledgeDraftGrain) => Knowledge(key),
        nameof(ICatalogueGrain) => Get<ICatalogueGrain, FakeCatalogue>(key, () => new FakeCatalogue()),
        nameof(IQueueGrain) => Queue(key),
        nameof(IEpisodesGrain) => Episodes(key),
        nameof(ITrainingGrain) => Get<ITrainingGrain, FakeTraining>(key, () => new FakeTraining()),
        nameof(IWorkOrderGrain) => WorkOrder(key),
        nameof(IWorkOrdersGrain) => Get<IWorkOrdersGrain, FakeWorkOrders>(key, () => new FakeWorkOrders(this)),
        nameof(IScalingGrain) => Scaling,
        nameof(IForecastGrain) => new FakeForecast(),
        nameof(IInsightGrain) => Get<IInsightGrain, FakeInsight>(key, () => new FakeInsight()),
        nameof(ITopicsGrain) => Get<ITopicsGrain, FakeTopics>(key, () => new FakeTopics(key)),
        _ => throw new InvalidOperationException($"There is no double of {type.Name}."),
    };

    private TGrain Get<TInterface, TGrain>(string key, Func<TGrain> make)
        where TGrain : class => (TGrain)_grains.GetOrAdd((typeof(TInterface), key), _ => make());
}

/// <summary>Answers GetGrain; nothing else of the client is used by the gateway.</summary>
public class ClusterProxy : DispatchProxy
{
    private static readonly MethodInfo Wrap = typeof(GrainProxy).GetMethod(nameof(GrainProxy.For))!;

    internal FakeCluster Cluster { get; set; } = null!;

    protected override object? Invoke(MethodInfo? method, object?[]? args)
    {
        if (method!.Name != "GetGrain" || !method.IsGenericMethod || args![0] is not string key) throw new InvalidOperationException($"The gateway does not use {method.Name}.");
        if (Cluster.Failing is { } failing) throw failing;
        var type = method.GetGenericArguments()[0];
        return Wrap.MakeGenericMethod(type).Invoke(null, [Cluster.Grain(type, key)]);
    }
}
