using Reception.Contracts.Knowledge;

namespace Reception.Contracts.Training;

/// <summary>
/// The trainers' loop of one shop: what went unanswered, what agents said to it, what became of answers. Fed by deltas, one a second
/// from each silo that has something to tell. Key: shop id.
/// </summary>
public interface ITrainingGrain : IGrainWithStringKey
{
    /// <summary>Deltas of one silo are numbered; one that comes twice counts once.</summary>
    Task ApplyAsync(string silo, long number, TrainingDelta delta);

    Task<ClusterPage> GetClustersAsync(ClusterQuery query);

    /// <summary>Questions the bot did not understand or had to hand over, most often asked first.</summary>
    Task<UnansweredQuestion[]> GetUnansweredAsync(int max);

    /// <summary>Entries proposed from what agents answered, most often asked first; what was decided or is answered by now is left out.</summary>
    Task<ProposedKnowledge[]> GetProposalsAsync(int max);

    /// <summary>Takes a proposal into the draft of the knowledge.</summary>
    Task<ProposalResult> AcceptAsync(AcceptProposal command);

    /// <summary>Takes the question and its examples into an existing entry, as other ways of asking it.</summary>
    Task<ProposalResult> MergeAsync(string proposal, string entry, string by);

    /// <summary>Not proposed again, nor what asks the same.</summary>
    Task<ProposalResult> RejectAsync(string proposal, string by);

    /// <summary>Figures by entry and version, most answers first; at most 1 to 1,000 rows, of one entry or version where given.</summary>
    Task<EntryFigures[]> GetEntriesAsync(string? entry, long? version, int max);

    /// <summary>A version beside an earlier one (null: the one before it), over days of the shop's time zone (null: all kept).</summary>
    Task<VersionEffect> GetEffectAsync(long? version, long? before, string? from, string? to);

    Task<SalesFigures> GetSalesAsync(string? from, string? to);
}
