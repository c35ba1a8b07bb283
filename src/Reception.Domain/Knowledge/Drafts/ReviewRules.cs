using Reception.Contracts.Knowledge;

namespace Reception.Domain.Knowledge.Drafts;

/// <summary>Submit, then approve or reject, by two people; submitting again begins anew.</summary>
public static class ReviewRules
{
    private const int MaxComment = 2_000;

    /// <summary>The review after a step, or why the step is not possible.</summary>
    public static (KnowledgeOutcome Outcome, DraftReview? Review, string Error) Next(DraftReview? review, ReviewStep step, DateTimeOffset now)
    {
        if (step.Comment?.Length > MaxComment) return (KnowledgeOutcome.Invalid, null, $"comment: at most {MaxComment} characters.");
        if (step.To == ReviewState.Submitted) return (KnowledgeOutcome.Done, new(ReviewState.Submitted, step.By, now, step.Comment), "");
        if (review is null) return (KnowledgeOutcome.ReviewMissing, null, "The draft has not been submitted.");
        if (review.SubmittedBy == step.By) return (KnowledgeOutcome.SamePerson, null, "Whoever submitted a draft cannot review it.");
        if (!Enum.IsDefined(step.To)) return (KnowledgeOutcome.Invalid, null, "A draft is submitted, approved or rejected.");
        if (step.To == ReviewState.Rejected && string.IsNullOrWhiteSpace(step.Comment)) return (KnowledgeOutcome.Invalid, null, "comment: say why it is rejected.");
        return (KnowledgeOutcome.Done, review with { State = step.To, ReviewedBy = step.By, ReviewedAt = now, Comment = step.Comment }, "");
    }
}
