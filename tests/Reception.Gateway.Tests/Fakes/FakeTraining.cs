using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Training;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>What trainers read, one of each; the proposal <c>q1</c> can be decided once.</summary>
internal sealed class FakeTraining
{
    private bool _decided;

    public List<object> Asked { get; } = [];

    public Task<UnansweredQuestion[]> GetUnansweredAsync(int max) => Task.FromResult<UnansweredQuestion[]>([new("能开发票吗", 3, default, "NotUnderstood")]);

    public Task<ClusterPage> GetClustersAsync(ClusterQuery query)
    {
        Asked.Add(query);
        return Task.FromResult(new ClusterPage([new("q1", "能开发票吗", new("2026-11-11", 2, 1, 0), [new("2026-11-11", 2, 1, 0)], ["能开发票吗", "可以开票吗"], 1, [], new("ship", "什么时候发货", 0.1), default)], 4));
    }

    public Task<ProposedKnowledge[]> GetProposalsAsync(int max) =>
        Task.FromResult<ProposedKnowledge[]>([new("q1", "能开发票吗", ["可以开票吗"], "可以的，请在订单页申请。", 2, 3, 5, false, null, ["demo/web/v-1"])]);

    public Task<ProposalResult> AcceptAsync(AcceptProposal command)
    {
        Asked.Add(command);
        return Decide(command.Id, command.EntryId ?? command.Id);
    }

    public Task<ProposalResult> MergeAsync(string proposal, string entry, string by) =>
        entry == "ship" ? Decide(proposal, entry) : Task.FromResult(new ProposalResult(ProposalOutcome.UnknownEntry, null, []));

    public Task<ProposalResult> RejectAsync(string proposal, string by) => Decide(proposal, null);

    public Task<EntryFigures[]> GetEntriesAsync(string? entry, long? version, int max) =>
        Task.FromResult<EntryFigures[]>([new("ship", 1, new(Answers: 10, Unhelpful: 1, Orders: 2), [new("CNY", 1999)])]);

    public Task<VersionEffect> GetEffectAsync(long? version, long? before, string? from, string? to)
    {
        var share = new Share(1, 10, 0.1, 0.02, 0.4);
        VersionFigures Figures(long number) => new(number, "2026-11-10", "2026-11-11", new(Answers: 10), []);
        return Task.FromResult(new VersionEffect(Figures(1), Figures(2), [new("unhelpful", share, share, 0, -0.3, 0.3, false)]));
    }

    public Task<SalesFigures> GetSalesAsync(string? from, string? to) =>
        Task.FromResult(new SalesFigures([new(SaleBy.Bot, "CNY", 2, 3500), new(SaleBy.Human, "CNY", 5, 10_000)], [new("CNY", 0.35)]));

    private Task<ProposalResult> Decide(string proposal, string? entry)
    {
        var outcome = proposal != "q1" ? ProposalOutcome.Unknown : _decided ? ProposalOutcome.Decided : ProposalOutcome.Done;
        _decided |= outcome == ProposalOutcome.Done;
        return Task.FromResult(new ProposalResult(outcome, outcome == ProposalOutcome.Done ? entry : null, []));
    }
}
