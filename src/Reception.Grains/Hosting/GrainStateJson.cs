using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Domain.Agents;
using Reception.Grains.Assistant;
using Reception.Grains.Goods;
using Reception.Grains.Insight;
using Reception.Grains.Knowledge;
using Reception.Grains.Scaling;
using Reception.Grains.Shops;
using Reception.Grains.Training;

namespace Reception.Grains.Hosting;

/// <summary>How grains' states are written by a store that keeps JSON: source-generated, a field is added, never changed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ShopRecord))]
[JsonSerializable(typeof(AgentLedgerState))]
[JsonSerializable(typeof(KnowledgeHead))]
[JsonSerializable(typeof(KnowledgeEntries))]
[JsonSerializable(typeof(DraftRecord))]
[JsonSerializable(typeof(RegressionRecord))]
[JsonSerializable(typeof(PublicationRecord))]
[JsonSerializable(typeof(CatalogueHead))]
[JsonSerializable(typeof(CatalogueProducts))]
[JsonSerializable(typeof(InsightRecord))]
[JsonSerializable(typeof(AssistantRecord))]
[JsonSerializable(typeof(ScalingRecord))]
[JsonSerializable(typeof(TrainingQuestions))]
[JsonSerializable(typeof(TrainingFigures))]
[JsonSerializable(typeof(TrainingDecisions))]
[JsonSerializable(typeof(TopicsRecord))]
public sealed partial class GrainStateJson : JsonSerializerContext;
