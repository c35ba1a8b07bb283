using Microsoft.Extensions.Logging;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge.Drafts;

namespace Reception.Grains.Knowledge;

/// <summary>From <see cref="CheckRunner"/>, which stands outside all turns.</summary>
public interface IKnowledgeCheckedGrain : IGrainWithStringKey
{
    /// <summary>What the check of a publication found; no report = why it could not be finished.</summary>
    Task OnCheckedAsync(long number, KnowledgeReport? report, string? failure);
}

/// <summary>
/// Publishing in two turns with the check between them: the first sets a number aside, stores the content under it and what was ordered, and starts
/// the check; the second, told by the check, puts it in force or not. A check that a crash cut short begins anew when the grain does.
/// </summary>
internal sealed partial class KnowledgeGrain
{
    /// <summary>A check that was not heard of for so long keeps no other from being started.</summary>
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(10);

    public async Task<PublicationStart> StartPublicationAsync(PublicationOrder order)
    {
        if (await policies.GetAsync(Shop) is not { Policy: var policy }) return Refuse(KnowledgeOutcome.UnknownShop, $"There is no shop '{Shop}'.");
        if (publication.State.Last is { State: PublicationState.Checking } last && time.GetUtcNow() - last.StartedAt < GivenUpAfter) return Refuse(KnowledgeOutcome.Busy, $"Publication {last.Number} is being checked.");
        if (PublicationRules.Refuse(order, head.State.InForce(), draft.State, policy) is var (outcome, error)) return Refuse(outcome, error);
        var entries = order.Version is { } version ? (await GetContentAsync(version))?.Entries : draft.State.Entries;
        if (entries is null) return Refuse(KnowledgeOutcome.UnknownVersion, $"There is no version {order.Version}.");
        if (!order.CheckOnly && await GetContentAsync(null) is { } inForce && !EntryDiff.Between(inForce.Entries, entries).Any())
            return Refuse(KnowledgeOutcome.NothingToPublish, "The draft is the same as what is in force.");
        var started = new Publication((publication.State.Last?.Number ?? 0) + 1, PublicationState.Checking, order.By, time.GetUtcNow(), head.State.TakeNumber(), entries.Length);
        await StoreAsync(head); // the number is never given again, whatever happens next
        await VersionGrain(started.Version).StoreAsync(entries);
        (publication.State.Last, publication.State.Order) = (started, order);
        await StoreAsync(publication);
        checks.Start(Job(started, order));
        return new(KnowledgeOutcome.Done, started, []);
    }

    public Task<Publication?> GetPublicationAsync(long? number) => Task.FromResult(publication.State.Last is { } last && (number ?? last.Number) == last.Number ? last : null);

    public async Task OnCheckedAsync(long number, KnowledgeReport? report, string? failure)
    {
        if (publication.State is not { Last: { State: PublicationState.Checking } last, Order: { } order } || last.Number != number) return;
        var state = report is null ? PublicationState.Failed
            : order.CheckOnly ? PublicationState.Checked
            : report.Errors > 0 && !order.Force ? PublicationState.Refused
            : PublicationState.Published;
        if (state != PublicationState.Published) _notices.Start($"clear {last.Version}", () => VersionGrain(last.Version).ClearAsync());
        else if (!head.State.Versions.Any(v => v.Version == last.Version)) // a second try after a store failed
            await TakeForceAsync(new(last.Version, time.GetUtcNow(), last.Entries, order.By, order.Note), order.CanaryShare ?? 100);
        publication.State.Last = last with { State = state, Report = report, Failure = failure };
        await StoreAsync(publication);
        LogChecked(number, state, report?.Errors ?? 0, report?.Warnings ?? 0);
    }

    private CheckJob Job(Publication started, PublicationOrder order) => new(Shop, started.Number, started.Version, head.State.Current, [.. Cases()], order.Asked ?? []);

    private static PublicationStart Refuse(KnowledgeOutcome outcome, string error) => new(outcome, null, [error]);

    [LoggerMessage(LogLevel.Information, "Publication {Number} of knowledge: {State}, {Errors} errors, {Warnings} warnings")]
    private partial void LogChecked(long number, PublicationState state, int errors, int warnings);
}
