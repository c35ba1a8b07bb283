using Reception.Contracts.Goods;
using Reception.Domain.Goods;

namespace Reception.Grains.Goods;

/// <summary>Dry runs as they are told.</summary>
internal static class GoodsReports
{
    public static GoodsReport None(long version) => new("none", null, 0, null, [], [], [], [], version);

    public static GoodsReport Of(GoodsDecision? decision, long version) => decision is null ? None(version) : new(
        decision.IsAnswer ? "answer" : "clarify",
        GoodsDecision.NameOf(decision.Kind),
        decision.Confidence,
        decision.IsAnswer ? decision.Reply : null,
        [.. decision.Products],
        [.. decision.Reasons],
        [.. decision.Suggestions.Select(s => s.Question)],
        [.. decision.Parts],
        version);
}
