using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using Reception.Domain.Knowledge.Checks;
using Reception.Domain.Knowledge.Drafts;
using KnowledgeEntry = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>Drafts and versions with the real rules of files and drafts; a publication is decided by <see cref="Report"/>, at once.</summary>
internal sealed class FakeKnowledge
{
    private static readonly KnowledgeReport NoFindings = new(0, 1, 0, 0, [], new(0, 0, 0, 0, 0), [], 0, []);

    private readonly List<KnowledgeContent> _versions = [];
    private KnowledgeEntry[]? _draft;
    private long _revision;
    private DraftReview? _review;
    private Publication? _publication;
    private byte[] _regression = [];

    /// <summary>What the next check finds.</summary>
    public KnowledgeReport Report { get; set; } = NoFindings;

    /// <summary>The next check never ends.</summary>
    public bool IsSlow { get; set; }

    public PublicationOrder? Ordered { get; private set; }

    public int Share { get; private set; }

    public Task<KnowledgeResult> PutDraftAsync(KnowledgeEntry[] entries)
    {
        _draft = entries;
        return Task.FromResult(new KnowledgeResult(KnowledgeOutcome.Done, _versions.Count, entries.Length, []));
    }

    public Task<DraftResult> ImportDraftAsync(KnowledgeFormat format, byte[] file, long? expectedRevision, string by)
    {
        var import = KnowledgeImport.Parse(file, format);
        if (!import.IsUsable) return Task.FromResult(new DraftResult(KnowledgeOutcome.Invalid, _revision, 0, [.. import.Problems.Select(p => p.ToString())], []));
        return StoreAsync([.. import.Entries.Select(e => e.ToContract())], expectedRevision, [.. import.Warnings.Select(p => p.ToString())]);
    }

    public Task<DraftResult> ChangeDraftAsync(KnowledgeEntry[] put, string[] remove, long? expectedRevision, string by)
    {
        var before = _draft ?? [];
        if (remove.Any(id => !before.Any(e => e.Id == id))) return Task.FromResult(new DraftResult(KnowledgeOutcome.UnknownEntry, _revision, 0, ["There is no such entry."], []));
        var edit = DraftEdit.Change(before, put, remove, null);
        return edit.Errors.Length > 0 ? Task.FromResult(new DraftResult(KnowledgeOutcome.Invalid, _revision, 0, edit.Errors, [])) : StoreAsync(edit.Entries, expectedRevision, edit.Warnings);
    }

    public Task<DraftResult> PutEntryAsync(string id, byte[] json, long? expectedRevision, string by)
    {
        var import = KnowledgeImport.ParseEntry(json, id);
        return import.IsUsable
            ? ChangeDraftAsync([.. import.Entries.Select(e => e.ToContract())], [], expectedRevision, by)
            : Task.FromResult(new DraftResult(KnowledgeOutcome.Invalid, _revision, 0, [.. import.Problems.Select(p => p.Message)], []));
    }

    public Task<DraftResult> StartDraftAsync(long? version, long? expectedRevision, string by) => (version is null ? _versions.LastOrDefault() : _versions.Find(known => known.Version == version)) is { } content
        ? StoreAsync(content.Entries, expectedRevision, [])
        : Task.FromResult(new DraftResult(KnowledgeOutcome.UnknownVersion, _revision, 0, ["There is no such version."], []));

    public Task<DraftState> GetDraftStateAsync() => Task.FromResult(new DraftState(_revision, 0, _draft?.Length ?? 0, "admin", default, _review, true));

    public Task<byte[]?> ExportDraftAsync(KnowledgeFormat format, string? entryId) => Task.FromResult(
        _draft is null ? null
        : entryId is null ? KnowledgeExport.Write(_draft.Select(e => e.ToDomain()), format)
        : Array.Find(_draft, e => e.Id == entryId) is { } entry ? KnowledgeExport.ToJson(entry.ToDomain()) : null);

    public Task<KnowledgeDiff?> DiffAsync(long? version) => Task.FromResult(_draft is null ? null : EntryDiff.Of(0, _versions.LastOrDefault()?.Entries ?? [], _revision, _draft));

    public Task<DraftResult> ReviewAsync(ReviewStep step)
    {
        var (outcome, review, error) = ReviewRules.Next(_review, step, default);
        if (outcome == KnowledgeOutcome.Done) _review = review;
        return Task.FromResult(new DraftResult(outcome, _revision, _draft?.Length ?? 0, outcome == KnowledgeOutcome.Done ? [] : [error], []));
    }

    public Task<DraftResult> PutRegressionAsync(byte[] file)
    {
        var read = RegressionSet.Parse(file);
        if (read.Problems.IsEmpty) _regression = RegressionSet.Write(read.Cases);
        return Task.FromResult(new DraftResult(read.Problems.IsEmpty ? KnowledgeOutcome.Done : KnowledgeOutcome.Invalid, 0, read.Cases.Length, [.. read.Problems.Select(p => p.ToString())], []));
    }

    public Task<byte[]> GetRegressionAsync() => Task.FromResult(_regression);

    public Task<KnowledgeContent?> GetDraftAsync() => Task.FromResult(_draft is null ? null : new KnowledgeContent(0, _draft));

    public Task<KnowledgeResult> PublishAsync(string by, string? note)
    {
        if (_draft is null) return Task.FromResult(new KnowledgeResult(KnowledgeOutcome.NothingToPublish, _versions.Count, 0, []));
        _versions.Add(new KnowledgeContent(_versions.Count + 1, _draft));
        return Task.FromResult(new KnowledgeResult(KnowledgeOutcome.Done, _versions.Count, _versions[^1].Entries.Length, []));
    }

    public Task<PublicationStart> StartPublicationAsync(PublicationOrder order)
    {
        if (_draft is null) return Task.FromResult(new PublicationStart(KnowledgeOutcome.NothingToPublish, null, ["There is no draft."]));
        if (order.CanaryShare is < 1 or > 99) return Task.FromResult(new PublicationStart(KnowledgeOutcome.Invalid, null, ["canaryShare: 1 to 99 per cent, or none."]));
        Ordered = order;
        var isPublished = !order.CheckOnly && (Report.Errors == 0 || order.Force) && !IsSlow;
        if (isPublished) _versions.Add(new KnowledgeContent(_versions.Count + 1, _draft));
        if (isPublished) Share = order.CanaryShare ?? 0;
        var state = IsSlow ? PublicationState.Checking : order.CheckOnly ? PublicationState.Checked : isPublished ? PublicationState.Published : PublicationState.Refused;
        _publication = new((_publication?.Number ?? 0) + 1, state, order.By, default, _versions.Count, _draft.Length, IsSlow ? null : Report);
        return Task.FromResult(new PublicationStart(KnowledgeOutcome.Done, _publication, []));
    }

    public Task<Publication?> GetPublicationAsync(long? number) => Task.FromResult(number is null || number == _publication?.Number ? _publication : null);

    public Task<KnowledgeResult> SetShareAsync(int percent, string by)
    {
        if (Share == 0) return Task.FromResult(new KnowledgeResult(KnowledgeOutcome.NoCanary, 0, 0, ["There is none."]));
        if (percent is < 0 or > 100) return Task.FromResult(new KnowledgeResult(KnowledgeOutcome.Invalid, 0, 0, ["The share is 0 to 100 per cent."]));
        Share = percent % 100;
        return Task.FromResult(new KnowledgeResult(KnowledgeOutcome.Done, 0, 0, []));
    }

    public Task<KnowledgeVersion[]> GetVersionsAsync() => Task.FromResult(_versions
        .Select((version, i) => new KnowledgeVersion(version.Version, default, version.Entries.Length, "admin", null, i < _versions.Count - 1 ? VersionState.Former : Share > 0 ? VersionState.Canary : VersionState.InForce, Share)).ToArray());

    public Task<KnowledgeContent?> GetContentAsync(long? version) => Task.FromResult(version is null ? _versions.LastOrDefault() : _versions.Find(known => known.Version == version));

    public async Task<byte[]?> ExportAsync(long? version, KnowledgeFormat format) => await GetContentAsync(version) is { } content ? KnowledgeExport.Write(content.Entries.Select(e => e.ToDomain()), format) : null;

    public Task<KnowledgeResult> RollBackAsync(long version, string by)
    {
        if (_versions.Find(known => known.Version == version) is not { } found) return Task.FromResult(new KnowledgeResult(KnowledgeOutcome.UnknownVersion, 0, 0, []));
        _versions.Add(found with { Version = _versions.Count + 1 });
        return Task.FromResult(new KnowledgeResult(KnowledgeOutcome.Done, _versions.Count, found.Entries.Length, []));
    }

    public Task<TriageReport> TryAfterAsync(string? previous, string text) => TryAsync(text);

    public Task<TriageReport> TryAsync(string text) => Task.FromResult(new TriageReport("answer", "ship", "48 小时内发货。", 0.9, ["发货"], [new TriageCandidate("ship", "什么时候发货", 0.9, ["发货"])], _versions.Count));

    public Task<UnansweredQuestion[]> GetUnansweredAsync(int max) => Task.FromResult<UnansweredQuestion[]>([new("能开发票吗", 3, default, "not-understood")]);

    private Task<DraftResult> StoreAsync(KnowledgeEntry[] entries, long? expectedRevision, string[] warnings)
    {
        if (expectedRevision is { } expected && expected != _revision) return Task.FromResult(new DraftResult(KnowledgeOutcome.Conflict, _revision, 0, ["The draft was changed."], []));
        (_draft, _review) = (entries, null);
        return Task.FromResult(new DraftResult(KnowledgeOutcome.Done, ++_revision, entries.Length, [], warnings));
    }
}
