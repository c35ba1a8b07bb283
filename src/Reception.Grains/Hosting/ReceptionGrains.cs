using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Reception.Domain.Assistance;
using Reception.Domain.Orders;
using Reception.Domain.Staffing.Scaling;
using Reception.Domain.Time;
using Reception.Grains.Assistant;
using Reception.Grains.Conversations;
using Reception.Grains.Delivery;
using Reception.Grains.Goods;
using Reception.Grains.Insight;
using Reception.Grains.Knowledge;
using Reception.Grains.Metrics;
using Reception.Grains.Operations;
using Reception.Grains.Queues;
using Reception.Grains.Scaling;
using Reception.Grains.Shops;
using Reception.Grains.Training;
using Reception.Grains.Triage;

namespace Reception.Grains.Hosting;

/// <summary>
/// What a silo needs besides its stores. The store brings <c>IConversationJournal</c>, <c>IOpenWorkIndex</c>, <c>IEpisodeStore</c>
/// and the grain storage named <c>Default</c>. Order system and language model (<c>IOrderLookup</c>, <c>IEntryChooser</c>) are optional.
/// </summary>
public static class ReceptionGrains
{
    public static IServiceCollection AddReceptionGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<IOrderLookup, NoOrderLookup>();
        services.TryAddSingleton<IEntryChooser, NoEntryChooser>();
        services.AddSingleton<AssistantInstruments>();
        services.TryAddSingleton(new ScalingOptions());
        services.TryAddSingleton<ILoadSource, ProcessLoad>();
        services.AddSingleton<ConversationCount>();
        services.AddSingleton<CalendarList>();
        services.AddSingleton<ScheduledKnowledge>();
        services.AddSingleton<PolicyCache>();
        services.AddSingleton<KnowledgeCache>();
        services.AddSingleton<CatalogueCache>();
        services.AddSingleton<SettingSource>();
        services.AddOptions<ShopLabelOptions>();
        services.AddSingleton<ShopLabels>();
        services.AddSingleton<ConversationInstruments>();
        services.AddSingleton<TriageInstruments>();
        services.AddSingleton<ShopInstruments>();
        services.AddSingleton<InsightFolder>();
        services.AddSingleton<TrainingFolder>();
        services.AddSingleton<TopicFolder>();
        services.AddSingleton<DeliveryInstruments>();
        services.AddSingleton<PushOutlet>();
        services.TryAddSingleton(new IndexBudget());
        services.AddSingleton(new IndexCompiler());
        services.AddSingleton<QueueInstruments>();
        services.AddSingleton<CheckRunner>();
        services.AddHostedService(s => s.GetRequiredService<IndexCompiler>());
        services.AddHostedService(s => s.GetRequiredService<CheckRunner>());
        services.AddHostedService<InstrumentsAtStart>();
        services.AddHostedService<ShopCacheLoader>();
        services.AddHostedService<SweepService>();
        services.AddHostedService<LoadReporter>();
        services.AddHostedService<WarmUpService>();
        services.AddHostedService<InsightSender>();
        services.AddHostedService<TrainingSender>();
        services.AddHostedService<TopicSender>();
        return services;
    }
}
