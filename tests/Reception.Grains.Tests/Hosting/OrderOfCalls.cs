using System.Collections.Concurrent;
using Reception.Contracts.Agents;
using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Goods;
using Reception.Contracts.Insight;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Queues;
using Reception.Contracts.Scaling;
using Reception.Contracts.Shops;
using Reception.Contracts.Training;
using Reception.Contracts.WorkOrders;
using Reception.Grains.Delivery;

namespace Reception.Grains.Tests.Hosting;

/// <summary>
/// The order of calls of the architecture: from a grain only rightwards in Scaling, Forecast, Assistant, Conversation, WorkOrder, Queue, Agent, Training, Knowledge, Catalogue, Shop, Insight, Topics; a
/// notice may go the other way. Any other call fails and is remembered. Also counts calls under way, for quiet points.
/// </summary>
public sealed class OrderOfCalls : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    private static readonly Type[] Order = [typeof(IScalingGrain), typeof(IForecastGrain), typeof(IAssistantGrain), typeof(IConversationGrain), typeof(IWorkOrderGrain), typeof(IQueueGrain), typeof(IAgentGrain), typeof(ITrainingGrain), typeof(IKnowledgeGrain), typeof(IKnowledgeDraftGrain), typeof(ICatalogueGrain), typeof(IShopGrain), typeof(IInsightGrain), typeof(ITopicsGrain)];

    private long _started;
    private long _ended;

    /// <summary>Calls that went leftwards and were no notices.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>Calls begun so far.</summary>
    public long Started => Interlocked.Read(ref _started);

    /// <summary>Calls that have not returned.</summary>
    public long UnderWay => Interlocked.Read(ref _started) - Interlocked.Read(ref _ended);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        Interlocked.Increment(ref _started);
        try
        {
            Check(context);
            await context.Invoke();
        }
        finally
        {
            Interlocked.Increment(ref _ended);
        }
    }

    /// <summary>Whether a call is a notice ends where it arrives: what the receiver calls is judged by itself.</summary>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        RequestContext.Remove(Notices.Mark);
        return context.Invoke();
    }

    private void Check(IOutgoingGrainCallContext context)
    {
        var from = context.SourceContext?.GrainInstance is { } grain ? Array.FindIndex(Order, t => t.IsInstanceOfType(grain)) : -1;
        var to = Array.FindIndex(Order, t => t.IsAssignableFrom(context.InterfaceMethod.DeclaringType));
        if (from < 0 || to < 0 || to > from || RequestContext.Get(Notices.Mark) is true) return;
        var violation = $"{Order[from].Name} awaits {Order[to].Name}.{context.MethodName}";
        Violations.Enqueue(violation);
        throw new InvalidOperationException($"Against the order of calls: {violation}.");
    }
}
