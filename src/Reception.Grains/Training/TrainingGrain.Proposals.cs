using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Contracts.Training;
using Reception.Domain.Training;
using Reception.Grains.Hosting;

namespace Reception.Grains.Training;

/// <summary>Entries proposed from what agents answered. The draft takes them first; then the decision is stored: a repeat after a crash changes the same entry again.</summary>
internal sealed partial class TrainingGrain
{
    private const int MostProposals = 100;

    public async Task<ProposedKnowledge[]> GetProposalsAsync(int max)
    {
        _clusters.Tidy();
        var nearest = await NearestAsync();
        var answered = ((await policies.GetAsync(Shop))?.Policy.Bot ?? new BotPolicy()).AnswerThreshold;
        var open = _clusters.Groups.Where(g => g.Answers.Count > 0 && !_desk.IsDecided(g)).OrderByDescending(g => g.Total).ThenBy(g => g.Id, StringComparer.Ordinal)
            .Select(g => (Group: g, Proposal: ProposalDesk.Of(g))).Where(p => p.Proposal is not null)
            .Select(p => (p.Group, Proposal: p.Proposal! with { Nearest = nearest(p.Proposal.Question) })).Where(p => !IsAnswered(p.Group, p.Proposal, answered));
        return [.. open.Take(Math.Clamp(max, 1, MostProposals)).Select(p => p.Proposal)];
    }

    // By now the bot answers it, and not with an entry that customers were not helped by.
    private static bool IsAnswered(QuestionGroup group, ProposedKnowledge proposal, double threshold) =>
        proposal.Nearest is { } nearest && nearest.Confidence >= threshold && group.Entries.All(e => e.Text != nearest.EntryId);

    public Task<ProposalResult> AcceptAsync(AcceptProposal command) =>
        DecideAsync(command.Id, ProposalDecision.Accepted, command.By, (proposal, _) => ProposalDesk.EntryOf(proposal, command));

    public Task<ProposalResult> MergeAsync(string proposal, string entry, string by) => DecideAsync(
        proposal, ProposalDecision.Merged, by, (proposed, entries) => entries.FirstOrDefault(e => e.Id == entry) is { } known ? ProposalDesk.Merge(known, proposed) : null);

    public async Task<ProposalResult> RejectAsync(string proposal, string by)
    {
        if (Find(proposal, out var refusal) is not { } proposed) return refusal!;
        await StoreAsync(proposed, ProposalDecision.Rejected, null, by);
        return new(ProposalOutcome.Done, null, []);
    }

    private async Task<ProposalResult> DecideAsync(string proposal, ProposalDecision decision, string by, Func<ProposedKnowledge, KnowledgeEntry[], KnowledgeEntry?> makeEntry)
    {
        if (Find(proposal, out var refusal) is not { } proposed) return refusal!;
        var grain = GrainFactory.GetGrain<IKnowledgeGrain>(Shop.Value);
        var entries = (await grain.GetDraftAsync() ?? await grain.GetContentAsync(null))?.Entries ?? [];
        if (makeEntry(proposed, entries) is not { } entry) return new(ProposalOutcome.UnknownEntry, null, []);
        var result = await GrainFactory.GetGrain<IKnowledgeDraftGrain>(Shop.Value).ChangeDraftAsync([entry], [], null, by);
        if (result.Outcome != KnowledgeOutcome.Done) return new(ProposalOutcome.Invalid, null, result.Errors);
        await StoreAsync(proposed, decision, entry.Id, by);
        return new(ProposalOutcome.Done, entry.Id, []);
    }

    private ProposedKnowledge? Find(string id, out ProposalResult? refusal)
    {
        var group = _clusters.Get(id);
        var proposed = group is null ? null : ProposalDesk.Of(group);
        refusal = proposed is null ? new(ProposalOutcome.Unknown, null, []) : _desk.IsDecided(group!) ? new(ProposalOutcome.Decided, null, []) : null;
        return refusal is null ? proposed : null;
    }

    private Task StoreAsync(ProposedKnowledge proposed, ProposalDecision decision, string? entry, string by)
    {
        _desk.Decide(new(proposed.Id, proposed.Question, decision, entry, by, time.GetUtcNow()));
        decisions.State.Decided = [.. _desk.Decided];
        return decisions.WriteOrEndAsync(DeactivateOnIdle);
    }
}
