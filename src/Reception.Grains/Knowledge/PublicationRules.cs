using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;

namespace Reception.Grains.Knowledge;

/// <summary>What stands against starting a publication, before anything is compiled.</summary>
internal static class PublicationRules
{
    public static (KnowledgeOutcome Outcome, string Error)? Refuse(PublicationOrder order, KnowledgeInForce inForce, DraftRecord draft, ShopPolicy policy)
    {
        if (order.CanaryShare is < 1 or > 99) return (KnowledgeOutcome.Invalid, "canaryShare: 1 to 99 per cent, or none.");
        if (order.Version is not null && !order.CheckOnly) return (KnowledgeOutcome.Invalid, "version: an older version is only checked here; roll back to put it in force.");
        if (order.Asked?.Length > PublicationOrder.MaxAsked) return (KnowledgeOutcome.Invalid, $"asked: at most {PublicationOrder.MaxAsked} texts.");
        if (order.Version is not null) return null;
        if (draft.Entries is not { Length: > 0 }) return (KnowledgeOutcome.NothingToPublish, "There is no draft with entries.");
        if (order.ExpectedRevision is { } expected && expected != draft.Revision) return (KnowledgeOutcome.Conflict, $"The draft has revision {draft.Revision}, not {expected}.");
        if (order.CheckOnly) return null;
        if (inForce.Canary is { } canary) return (KnowledgeOutcome.CanaryRunning, $"Version {canary} is in force for {inForce.Share} %; promote or abort it first.");
        if (order.CanaryShare is not null && inForce.Current == 0) return (KnowledgeOutcome.Invalid, "canaryShare: nothing is in force yet for the others.");
        if (policy.Knowledge?.ReviewRequired == true && draft.Review?.State != ReviewState.Approved) return (KnowledgeOutcome.ReviewMissing, "The shop wants drafts approved by a second person, and this one is not.");
        return null;
    }
}
