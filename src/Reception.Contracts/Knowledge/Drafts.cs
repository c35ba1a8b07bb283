using Reception.Contracts.Ids;

namespace Reception.Contracts.Knowledge;

/// <summary>What came of a change of the draft; the revision is the one it has now. Warnings do not keep a change from being made.</summary>
[GenerateSerializer, Immutable]
public sealed record DraftResult(KnowledgeOutcome Outcome, long Revision, int Entries, string[] Errors, string[] Warnings);

/// <summary>Where the draft comes from and how far it is. Revision 0: there is none.</summary>
[GenerateSerializer, Immutable]
public sealed record DraftState(long Revision, long BasedOn, int Entries, string? ChangedBy, DateTimeOffset? ChangedAt, DraftReview? Review, bool ReviewRequired);

public enum ReviewState { Submitted = 0, Approved = 1, Rejected = 2 }

/// <summary>The review of one revision; a change of the draft ends it.</summary>
[GenerateSerializer, Immutable]
public sealed record DraftReview(ReviewState State, string SubmittedBy, DateTimeOffset SubmittedAt, string? Note = null, string? ReviewedBy = null, DateTimeOffset? ReviewedAt = null, string? Comment = null);

/// <summary>A step of a review. Whoever submitted a draft cannot approve or reject it.</summary>
[GenerateSerializer, Immutable]
public sealed record ReviewStep(ReviewState To, string By, string? Comment = null, long? Revision = null);

public enum EntryChangeKind { Added = 0, Changed = 1, Removed = 2 }

/// <summary>What became of one entry, before and after as JSON as in a line of a file; <see cref="Fields"/> names what differs.</summary>
[GenerateSerializer, Immutable]
public sealed record EntryChange(EntryChangeKind Kind, string Id, string[] Fields, string? Before, string? After);

/// <summary>The draft against a version: counts of all, and the first <see cref="MaxListed"/> changes by id.</summary>
[GenerateSerializer, Immutable]
public sealed record KnowledgeDiff(long Version, long Revision, int Added, int Changed, int Removed, EntryChange[] Changes)
{
    public const int MaxListed = 500;
}

/// <summary>
/// A shop's draft, its review and its regression set. An expected revision (null: whatever is there) that does not hold is a
/// <see cref="KnowledgeOutcome.Conflict"/>; every problem comes back at once, and then nothing is changed. Key: <see cref="ShopId"/>.
/// </summary>
public interface IKnowledgeDraftGrain : IGrainWithStringKey
{
    /// <summary>Replaces the draft by what a file holds, at most 8 MiB. Problems name their line.</summary>
    Task<DraftResult> ImportDraftAsync(KnowledgeFormat format, byte[] file, long? expectedRevision, string by);

    /// <summary>Puts entries in place of those with their ids, or adds them, and removes ids; without a draft it starts from what is in force.</summary>
    Task<DraftResult> ChangeDraftAsync(KnowledgeEntry[] put, string[] remove, long? expectedRevision, string by);

    /// <summary>Puts one entry, a JSON object as it stands in a line of a file; its id, if it has one, must be <paramref name="id"/>.</summary>
    Task<DraftResult> PutEntryAsync(string id, byte[] json, long? expectedRevision, string by);

    /// <summary>The draft becomes a copy of a version; null = the one in force.</summary>
    Task<DraftResult> StartDraftAsync(long? version, long? expectedRevision, string by);

    [ReadOnly]
    Task<DraftState> GetDraftStateAsync();

    /// <summary>The draft as a file, null = there is none; or one entry of it as JSON.</summary>
    [ReadOnly]
    Task<byte[]?> ExportDraftAsync(KnowledgeFormat format, string? entryId);

    /// <summary>The draft against a version (null: the one in force); null = there is no draft or no such version.</summary>
    Task<KnowledgeDiff?> DiffAsync(long? version);

    Task<DraftResult> ReviewAsync(ReviewStep step);

    /// <summary>Replaces the regression set by JSON lines of {text, expect, channel?}; revision is 0.</summary>
    Task<DraftResult> PutRegressionAsync(byte[] file);

    /// <summary>The regression set as JSON lines.</summary>
    [ReadOnly]
    Task<byte[]> GetRegressionAsync();
}
