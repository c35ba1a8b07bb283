namespace Reception.Contracts.Insight;

/// <summary>
/// Counts of one shop since the silo started folding, or summed over silos. Each is a fold of journal events, but for those of the queues,
/// which are in memory: offers made, declined and run out, waits that a step widened, works that a full queue did not take.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ShopFigures(
    long Episodes,
    long CustomerMessages,
    long BotAnswers,
    long Clarifications,
    long HandOvers,
    long Assignments,
    long Requeues,
    long AgentMessages,
    long MachineAnswers,
    long Proposals,
    long ProposalsUsed,
    long Closed,
    long ClosedByBotAlone,
    long Ratings,
    long RatingSum,
    double WaitSecondsSum,
    long Deferred = 0,
    long WorkOrders = 0,
    long CallBacks = 0,
    long Overflows = 0,
    long Reclassified = 0,
    long Referred = 0,
    long FirstRepliesMissed = 0,
    long RepliesMissed = 0,
    long ResolutionsMissed = 0,
    long Offers = 0,
    long OffersDeclined = 0,
    long OffersTimedOut = 0,
    long Widened = 0,
    long TurnedAway = 0);

/// <summary>Folds; each silo sends one delta a second. Key: shop id.</summary>
public interface IInsightGrain : IGrainWithStringKey
{
    /// <summary>Deltas of one silo are numbered; one that comes twice counts once.</summary>
    Task ApplyAsync(string silo, long number, ShopFigures delta);

    [ReadOnly]
    Task<ShopFigures> GetAsync();
}
