using Reception.Contracts.Ids;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>What the queue tells works and other queues.</summary>
internal sealed partial class Day
{
    private readonly Dictionary<QueueId, int> _lent = [];

    private void Notice(QueueDecision decision)
    {
        switch (decision)
        {
            case StepDecision step:
                Told(step.Work, step.Epoch, step.Step.Name!);
                break;
            case LimitDecision limit:
                Told(limit.Work, limit.Epoch, RuleQueue.LongestWait);
                break;
            case LendDecision lend:
                _log.Add($"          lends {lend.Borrower.Name} {lend.Grants}");
                _lent[lend.Borrower] = lend.Grants;
                break;
        }
    }

    private void Told(ConversationId id, long epoch, string what)
    {
        _log.Add($"          tells {id.Customer}#{epoch} of {what}");
        if (_rule.Works.Find(w => w.Work.Work == id && w.Work.Epoch == epoch) is not { } work || !_rule.Untold(work, _now).Contains(what)) throw Broken($"{id.Customer}#{epoch} is told of {what}, wrongly or twice");
        work.Told.Add(what);
    }

    private void CheckNotices()
    {
        foreach (var work in _rule.Works)
        {
            if (_rule.Untold(work, _now).FirstOrDefault() is { } untold) throw Broken($"{work} is not told of {untold}");
        }
        var (lent, spare) = (_lent.Values.Sum(), _rule.Spare(_now));
        if (lent != spare) throw Broken($"{lent} is lent, the rule lends {spare}");
    }
}
