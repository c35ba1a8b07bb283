using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Grains.Delivery;
using Reception.Grains.Shops;

namespace Reception.Grains.Knowledge;

/// <summary>A shop's entries: a draft, numbered versions, the one in force. Content is stored before the list names it.</summary>
internal sealed partial class KnowledgeGrain(
    [PersistentState("knowledge", "Default")] IPersistentState<KnowledgeHead> head,
    [PersistentState("knowledge-draft", "Default")] IPersistentState<KnowledgeEntries> draft,
    [PersistentState("knowledge-unanswered", "Default")] IPersistentState<UnansweredRecord> unanswered,
    PolicyCache policies,
    IndexCompiler compiler,
    TimeProvider time,
    ILogger<KnowledgeGrain> log) : Grain, IKnowledgeGrain
{
    private Notices _notices = null!;

    private ShopId Shop => new(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _notices = new(time, log);
        _questions = new(unanswered.State.Questions);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _notices?.Stop();
        await StoreQuestionsAsync();
    }

    public async Task<KnowledgeResult> PutDraftAsync(KnowledgeEntry[] entries)
    {
        if (await policies.GetAsync(Shop) is null) return Result(KnowledgeOutcome.UnknownShop, 0, $"There is no shop '{Shop}'.");
        var errors = EntryRules.Check(entries);
        if (errors.Length > 0) return new(KnowledgeOutcome.Invalid, head.State.Current, entries.Length, errors);
        draft.State.Entries = entries;
        await StoreAsync(draft);
        return Result(KnowledgeOutcome.Done, entries.Length);
    }

    public Task<KnowledgeContent?> GetDraftAsync() => Task.FromResult(draft.State.Entries is { } entries ? new KnowledgeContent(0, entries) : null);

    public async Task<KnowledgeResult> PublishAsync(string by, string? note)
    {
        if (draft.State.Entries is not { Length: > 0 } entries) return Result(KnowledgeOutcome.NothingToPublish, 0, "There is no draft with entries.");
        return await PublishAsync(entries, by, note);
    }

    public Task<KnowledgeVersion[]> GetVersionsAsync() => Task.FromResult(head.State.Versions.ToArray());

    public Task<long> GetCurrentVersionAsync() => Task.FromResult(head.State.Current);

    public async Task<KnowledgeContent?> GetContentAsync(long? version)
    {
        var wanted = version ?? head.State.Current;
        if (!head.State.Versions.Any(v => v.Version == wanted)) return null;
        return await VersionGrain(wanted).GetAsync() is { } entries ? new(wanted, entries) : null;
    }

    public async Task<KnowledgeResult> RollBackAsync(long version, string by)
    {
        if (await GetContentAsync(version) is not { } content) return Result(KnowledgeOutcome.UnknownVersion, 0, $"There is no version {version}.");
        return await PublishAsync(content.Entries, by, $"version {version} again");
    }

    private async Task<KnowledgeResult> PublishAsync(KnowledgeEntry[] entries, string by, string? note)
    {
        var version = (head.State.Versions.Count == 0 ? 0 : head.State.Versions.Max(v => v.Version)) + 1;
        await VersionGrain(version).StoreAsync(entries);
        head.State.Versions.Add(new(version, time.GetUtcNow(), entries.Length, by, note));
        head.State.Current = version;
        var dropped = head.State.Versions.Count > KnowledgeHead.MaxVersions ? head.State.Versions[0].Version : 0;
        if (dropped > 0) head.State.Versions.RemoveAt(0);
        await StoreAsync(head);
        if (dropped > 0) _notices.Start($"clear {dropped}", () => VersionGrain(dropped).ClearAsync());
        _notices.Start($"published {version}", () => GrainFactory.GetGrain<IShopGrain>(Shop.Value).OnKnowledgePublishedAsync(version));
        return Result(KnowledgeOutcome.Done, entries.Length);
    }

    private async Task StoreAsync<T>(IPersistentState<T> state)
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // what is in memory is not what is stored
            throw;
        }
    }

    private KnowledgeResult Result(KnowledgeOutcome outcome, int entries, params string[] errors) => new(outcome, head.State.Current, entries, errors);

    private IKnowledgeVersionGrain VersionGrain(long version) => GrainFactory.GetGrain<IKnowledgeVersionGrain>($"{Shop}/{version}");
}
