using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Protocol.Frames;

namespace Reception.Protocol.Rest;

/// <summary>Source-generated JSON of the REST documents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = Limits.JsonDepth)]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(VisitorTokenDocument))]
[JsonSerializable(typeof(TokenDocument))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(AgentTokenRequest))]
[JsonSerializable(typeof(IdentityKeyDocument))]
[JsonSerializable(typeof(CopyRequest))]
[JsonSerializable(typeof(StoredDocument))]
[JsonSerializable(typeof(KnowledgeStoredDocument))]
[JsonSerializable(typeof(PublishRequest))]
[JsonSerializable(typeof(RollBackRequest))]
[JsonSerializable(typeof(KnowledgeVersionDocument[]))]
[JsonSerializable(typeof(UnansweredDocument[]))]
[JsonSerializable(typeof(KnowledgeLine))]
[JsonSerializable(typeof(RegressionLine))]
[JsonSerializable(typeof(DraftDocument))]
[JsonSerializable(typeof(DraftStateDocument))]
[JsonSerializable(typeof(ReviewRequest))]
[JsonSerializable(typeof(FromVersionRequest))]
[JsonSerializable(typeof(DiffDocument))]
[JsonSerializable(typeof(CheckRequest))]
[JsonSerializable(typeof(ShareRequest))]
[JsonSerializable(typeof(PublicationDocument))]
[JsonSerializable(typeof(CatalogueStoredDocument))]
[JsonSerializable(typeof(CatalogueVersionDocument[]))]
[JsonSerializable(typeof(GoodsRequest))]
[JsonSerializable(typeof(GoodsDocument))]
[JsonSerializable(typeof(TriageRequest))]
[JsonSerializable(typeof(TriageDocument))]
[JsonSerializable(typeof(AgentRequest))]
[JsonSerializable(typeof(PresenceRequest))]
[JsonSerializable(typeof(ForceRequest))]
[JsonSerializable(typeof(DrainRequest))]
[JsonSerializable(typeof(AgentProfileDocument))]
[JsonSerializable(typeof(AgentProfileDocument[]))]
[JsonSerializable(typeof(AgentDocument))]
[JsonSerializable(typeof(QueueDocument))]
[JsonSerializable(typeof(ExplanationDocument))]
[JsonSerializable(typeof(EpisodePageDocument))]
[JsonSerializable(typeof(ViewDocument))]
[JsonSerializable(typeof(TranscriptDocument))]
[JsonSerializable(typeof(FiguresDocument))]
[JsonSerializable(typeof(FeedbackRequest))]
[JsonSerializable(typeof(OrderRequest))]
[JsonSerializable(typeof(OrderDocument))]
[JsonSerializable(typeof(ClustersDocument))]
[JsonSerializable(typeof(ProposedEntryDocument[]))]
[JsonSerializable(typeof(AcceptProposalRequest))]
[JsonSerializable(typeof(ProposalRequest))]
[JsonSerializable(typeof(ProposalDecidedDocument))]
[JsonSerializable(typeof(EntryFiguresDocument[]))]
[JsonSerializable(typeof(EffectDocument))]
[JsonSerializable(typeof(SalesDocument))]
[JsonSerializable(typeof(TemplateRequest))]
[JsonSerializable(typeof(TemplateDiffDocument))]
[JsonSerializable(typeof(WorkOrderRequest))]
[JsonSerializable(typeof(WorkOrderCommandRequest))]
[JsonSerializable(typeof(WorkOrderDocument))]
[JsonSerializable(typeof(WorkOrderPageDocument))]
[JsonSerializable(typeof(InternalPageDocument))]
[JsonSerializable(typeof(InternalRequest))]
[JsonSerializable(typeof(SupervisionRequest))]
[JsonSerializable(typeof(SupervisedDocument))]
[JsonSerializable(typeof(PeakRequest))]
[JsonSerializable(typeof(PeakDocument))]
[JsonSerializable(typeof(TopicsDocument))]
[JsonSerializable(typeof(TopicConversationsDocument))]
[JsonSerializable(typeof(ScalingDocument))]
[JsonSerializable(typeof(ForecastDocument))]
public sealed partial class RestJson : JsonSerializerContext;

/// <summary>The context to use: Chinese stays readable.</summary>
public static class RestWire
{
    public static RestJson Json { get; } = new(new JsonSerializerOptions(RestJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
