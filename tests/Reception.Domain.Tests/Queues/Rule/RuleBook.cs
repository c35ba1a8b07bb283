using Reception.Contracts.Ids;
using Reception.Contracts.Shops;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>
/// This folder writes the rule of one queue down a second time, with plain lists and from its text alone, and plays random days against
/// it: the matcher has to decide as the rule does. A book is the policy of one queue as the rule reads it.
/// </summary>
internal sealed record RuleBook(QueueId Queue, QueueRules Rules, TimeSpan OfferTime)
{
    public OfferRules Offers => Rules.Offers ?? new OfferRules();

    /// <summary>Offers of one work at a time; who accepts without being asked is given it alone.</summary>
    public int Concurrent => Offers.AutoAccept ? 1 : Offers.Concurrent;

    public QueueStep[] Steps => Rules.Steps ?? [];

    public ScoreWeights Score => Rules.Score ?? new ScoreWeights();

    public TimeSpan CoolDown => TimeSpan.FromSeconds(Offers.CoolDownSeconds);
}
