using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Domain.Knowledge;
using Reception.Domain.Shops;
using Reception.Grains.Delivery;
using Reception.Grains.Hosting;
using Reception.Grains.Shops;
using KnowledgeEntry = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Grains.Knowledge;

/// <summary>A shop's entries: a draft, numbered versions, which is in force for whom. Content is stored before the list names it.</summary>
internal sealed partial class KnowledgeGrain(
    [PersistentState("knowledge", "Default")] IPersistentState<KnowledgeHead> head,
    [PersistentState("knowledge-draft", "Default")] IPersistentState<DraftRecord> draft,
    [PersistentState("knowledge-regression", "Default")] IPersistentState<RegressionRecord> regression,
    [PersistentState("knowledge-publication", "Default")] IPersistentState<PublicationRecord> publication,
    PolicyCache policies,
    IndexCompiler compiler,
    CheckRunner checks,
    TimeProvider time,
    ILogger<KnowledgeGrain> log) : Grain, IKnowledgeGrain, IKnowledgeDraftGrain, IKnowledgeCheckedGrain
{
    private Notices _notices = null!;

    private ShopId Shop => new(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _notices = new(time, log);
        if (publication.State is { Last: { State: PublicationState.Checking } interrupted, Order: { } order }) checks.Start(Job(interrupted, order));
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _notices?.Stop();
        return Task.CompletedTask;
    }

    public async Task<KnowledgeResult> PublishAsync(string by, string? note)
    {
        if (draft.State.Entries is not { Length: > 0 } entries) return Result(KnowledgeOutcome.NothingToPublish, 0, "There is no draft with entries.");
        return await PublishAsync(entries, by, note);
    }

    public Task<KnowledgeVersion[]> GetVersionsAsync() => Task.FromResult(head.State.List().ToArray());

    public Task<long> GetCurrentVersionAsync() => Task.FromResult(head.State.Current);

    public Task<KnowledgeInForce> GetInForceAsync() => Task.FromResult(head.State.InForce());

    public async Task<KnowledgeContent?> GetContentAsync(long? version)
    {
        var wanted = version ?? head.State.Current;
        if (!head.State.Versions.Any(v => v.Version == wanted)) return null;
        return await VersionGrain(wanted).GetAsync() is { } entries ? new(wanted, entries) : null;
    }

    public async Task<byte[]?> ExportAsync(long? version, KnowledgeFormat format) =>
        await GetContentAsync(version) is { } content ? KnowledgeExport.Write(content.Entries.Select(e => e.ToDomain()), format) : null;

    public async Task<KnowledgeResult> RollBackAsync(long version, string by)
    {
        if (await GetContentAsync(version) is not { } content) return Result(KnowledgeOutcome.UnknownVersion, 0, $"There is no version {version}.");
        return await PublishAsync(content.Entries, by, $"version {version} again");
    }

    public async Task<KnowledgeResult> SetShareAsync(int percent, string by)
    {
        if (head.State.CanaryVersion == 0) return Result(KnowledgeOutcome.NoCanary, 0, "No version is in force for a share.");
        if (percent is < 0 or > 100) return Result(KnowledgeOutcome.Invalid, 0, "The share is 0 to 100 per cent.");
        LogShare(head.State.CanaryVersion, percent, by);
        head.State.SetShare(percent, time.GetUtcNow());
        await StoreAsync(head);
        TellForce();
        return Result(KnowledgeOutcome.Done, 0);
    }

    private async Task<KnowledgeResult> PublishAsync(KnowledgeEntry[] entries, string by, string? note)
    {
        var version = head.State.TakeNumber();
        await VersionGrain(version).StoreAsync(entries);
        await TakeForceAsync(new(version, time.GetUtcNow(), entries.Length, by, note), share: 100);
        return Result(KnowledgeOutcome.Done, entries.Length);
    }

    private async Task TakeForceAsync(KnowledgeVersion version, int share)
    {
        var dropped = head.State.TakeForce(version, share, await NamedByCalendarAsync());
        await StoreAsync(head);
        foreach (var old in dropped) _notices.Start($"clear {old}", () => VersionGrain(old).ClearAsync());
        TellForce();
    }

    /// <summary>Versions that the shop's calendar names for a phase that is not over.</summary>
    private async Task<long[]> NamedByCalendarAsync()
    {
        if (await policies.GetAsync(Shop) is not { Policy: { Calendar: not null } policy }) return [];
        return [.. ShopCalendar.Of(policy).Phases.Where(phase => phase.Until > time.GetUtcNow()).Select(phase => phase.Phase.Knowledge).OfType<int>().Select(version => (long)version)];
    }

    private void TellForce()
    {
        var stamp = head.State.Stamp;
        _notices.Start($"in force {stamp}", () => GrainFactory.GetGrain<IShopGrain>(Shop.Value).OnKnowledgePublishedAsync(stamp));
    }

    private Task StoreAsync<T>(IPersistentState<T> state) => state.WriteOrEndAsync(DeactivateOnIdle);

    private KnowledgeResult Result(KnowledgeOutcome outcome, int entries, params string[] errors) => new(outcome, head.State.Current, entries, errors);

    private IKnowledgeVersionGrain VersionGrain(long version) => GrainFactory.GetGrain<IKnowledgeVersionGrain>($"{Shop}/{version}");

    [LoggerMessage(LogLevel.Information, "The share of knowledge version {Version} is now {Percent} %, by {By}")]
    private partial void LogShare(long version, int percent, string by);
}
