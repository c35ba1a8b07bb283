using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Domain.Knowledge;
using Reception.Domain.Knowledge.Checks;
using Reception.Domain.Knowledge.Drafts;
using KnowledgeEntry = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Grains.Knowledge;

/// <summary>The draft, its review and the regression set. Every change is one write, or none and every reason.</summary>
internal sealed partial class KnowledgeGrain
{
    public async Task<KnowledgeResult> PutDraftAsync(KnowledgeEntry[] entries)
    {
        if (await policies.GetAsync(Shop) is not { Policy: var policy }) return Result(KnowledgeOutcome.UnknownShop, 0, $"There is no shop '{Shop}'.");
        var edit = DraftEdit.Replace(entries, Setting(policy).Channels);
        if (edit.Errors.Length > 0) return new(KnowledgeOutcome.Invalid, head.State.Current, entries.Length, edit.Errors);
        await StoreDraftAsync(edit.Entries, 0, null);
        return Result(KnowledgeOutcome.Done, entries.Length);
    }

    public Task<KnowledgeContent?> GetDraftAsync() => Task.FromResult(draft.State.Entries is { } entries ? new KnowledgeContent(0, entries) : null);

    public Task<DraftResult> ImportDraftAsync(KnowledgeFormat format, byte[] file, long? expectedRevision, string by) => ChangeAsync(expectedRevision, async policy =>
    {
        var import = KnowledgeImport.Parse(file, format, Setting(policy));
        if (!import.IsUsable) return Invalid([.. import.Problems.Select(p => p.ToString())]);
        await StoreDraftAsync([.. import.Entries.Select(e => e.ToContract()).OrderBy(e => e.Id, StringComparer.Ordinal)], 0, by);
        return Changed([.. import.Warnings.Select(p => p.ToString())]);
    });

    public Task<DraftResult> ChangeDraftAsync(KnowledgeEntry[] put, string[] remove, long? expectedRevision, string by) => ChangeAsync(expectedRevision, policy => EditAsync(put, remove, by, policy));

    public Task<DraftResult> PutEntryAsync(string id, byte[] json, long? expectedRevision, string by) => ChangeAsync(expectedRevision, async policy =>
    {
        var import = KnowledgeImport.ParseEntry(json, id, Setting(policy));
        if (!import.IsUsable) return Invalid([.. import.Problems.Select(p => p.Message)]);
        return await EditAsync([.. import.Entries.Select(e => e.ToContract())], [], by, policy);
    });

    public Task<DraftResult> StartDraftAsync(long? version, long? expectedRevision, string by) => ChangeAsync(expectedRevision, async _ =>
    {
        if (await GetContentAsync(version) is not { } content) return Refused(KnowledgeOutcome.UnknownVersion, $"There is no version {version}.");
        await StoreDraftAsync(content.Entries, content.Version, by);
        return Changed([]);
    });

    public async Task<DraftState> GetDraftStateAsync()
    {
        var (now, isRequired) = (draft.State, (await policies.GetAsync(Shop))?.Policy.Knowledge?.ReviewRequired ?? false);
        return new(now.Entries is null ? 0 : now.Revision, now.BasedOn, now.Entries?.Length ?? 0, now.ChangedBy, now.ChangedAt, now.Review, isRequired);
    }

    public Task<byte[]?> ExportDraftAsync(KnowledgeFormat format, string? entryId)
    {
        if (draft.State.Entries is not { } entries) return Task.FromResult<byte[]?>(null);
        if (entryId is null) return Task.FromResult<byte[]?>(KnowledgeExport.Write(entries.Select(e => e.ToDomain()), format));
        return Task.FromResult(Array.Find(entries, e => e.Id == entryId) is { } entry ? KnowledgeExport.ToJson(entry.ToDomain()) : null);
    }

    public async Task<KnowledgeDiff?> DiffAsync(long? version)
    {
        var before = version is null && head.State.Current == 0 ? new(0, []) : await GetContentAsync(version);
        return before is null || draft.State.Entries is not { } entries ? null : EntryDiff.Of(before.Version, before.Entries, draft.State.Revision, entries);
    }

    public Task<DraftResult> ReviewAsync(ReviewStep step) => ChangeAsync(step.Revision, async _ =>
    {
        if (draft.State.Entries is not { Length: > 0 }) return Refused(KnowledgeOutcome.NothingToPublish, "There is no draft with entries.");
        var (outcome, review, error) = ReviewRules.Next(draft.State.Review, step, time.GetUtcNow());
        if (outcome != KnowledgeOutcome.Done) return Refused(outcome, error);
        draft.State.Review = review;
        await StoreAsync(draft);
        return Changed([]);
    });

    public async Task<DraftResult> PutRegressionAsync(byte[] file)
    {
        var read = RegressionSet.Parse(file);
        if (!read.Problems.IsEmpty) return new(KnowledgeOutcome.Invalid, 0, 0, [.. read.Problems.Select(p => p.ToString())], []);
        regression.State.Cases = [.. read.Cases.Select(c => new RegressionItem(c.Text, [.. c.Expected], c.Channel))];
        await StoreAsync(regression);
        return new(KnowledgeOutcome.Done, 0, read.Cases.Length, [], []);
    }

    public Task<byte[]> GetRegressionAsync() => Task.FromResult(RegressionSet.Write(Cases()));

    private async Task<DraftResult> ChangeAsync(long? expectedRevision, Func<ShopPolicy, Task<DraftResult>> change)
    {
        if (await policies.GetAsync(Shop) is not { Policy: var policy }) return Refused(KnowledgeOutcome.UnknownShop, $"There is no shop '{Shop}'.");
        var revision = draft.State.Entries is null ? 0 : draft.State.Revision;
        if (expectedRevision is { } expected && expected != revision) return Refused(KnowledgeOutcome.Conflict, $"The draft has revision {revision}, not {expected}.");
        return await change(policy);
    }

    private async Task<DraftResult> EditAsync(KnowledgeEntry[] put, string[] remove, string by, ShopPolicy policy)
    {
        var basedOn = draft.State.Entries is null ? head.State.Current : draft.State.BasedOn;
        var before = draft.State.Entries ?? (await GetContentAsync(null))?.Entries ?? [];
        if (remove.FirstOrDefault(id => !before.Any(e => e.Id == id)) is { } unknown) return Refused(KnowledgeOutcome.UnknownEntry, $"There is no entry '{unknown}'.");
        var edit = DraftEdit.Change(before, put, remove, Setting(policy).Channels);
        if (edit.Errors.Length > 0) return Invalid(edit.Errors);
        await StoreDraftAsync(edit.Entries, basedOn, by);
        return Changed(edit.Warnings);
    }

    private Task StoreDraftAsync(KnowledgeEntry[] entries, long basedOn, string? by)
    {
        var now = draft.State;
        (now.Entries, now.BasedOn, now.ChangedBy, now.ChangedAt, now.Review) = (entries, basedOn, by, time.GetUtcNow(), null);
        now.Revision++;
        return StoreAsync(draft);
    }

    private IEnumerable<RegressionCase> Cases() => regression.State.Cases.Select(c => new RegressionCase(c.Text, [.. c.Expected], c.Channel));

    private static ImportSetting Setting(ShopPolicy policy) => ImportSetting.Of(policy.TimeZone, policy.Channels.Select(c => c.Name));

    private DraftResult Changed(string[] warnings) => new(KnowledgeOutcome.Done, draft.State.Revision, draft.State.Entries?.Length ?? 0, [], warnings);

    private DraftResult Invalid(string[] errors) => new(KnowledgeOutcome.Invalid, draft.State.Revision, draft.State.Entries?.Length ?? 0, errors, []);

    private DraftResult Refused(KnowledgeOutcome outcome, string error) => new(outcome, draft.State.Revision, draft.State.Entries?.Length ?? 0, [error], []);
}
