using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Queues;
using Reception.Domain.Time;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>The rule itself as a router: slow, and right unless the queue given to it is broken on purpose.</summary>
internal sealed class RuleRouter(RuleQueue queue) : IRouter
{
    private readonly SeededRandomSource _ids = new(5);
    private readonly List<QueueDecision> _decisions = [];
    private DateTimeOffset _now;
    private int _lent;

    public DateTimeOffset? NextWake => queue.NextInstant(_now);

    public IEnumerable<(AgentId Agent, ConversationId Work)> Kept => [];

    public EnqueueOutcome Enqueue(WaitingWork work, DateTimeOffset now)
    {
        var outcome = queue.Enqueue(work, now);
        Settle(now);
        return outcome;
    }

    public void Remove(ConversationId work, long epoch, AgentId? taker, DateTimeOffset now) => Do(now, () => queue.Remove(work, epoch, taker));

    public void OnAgentChanged(AgentAvailability word, DateTimeOffset now) => Do(now, () => queue.Say(word, now));

    public void OnAnswered(Guid offer, ReserveResult result, DateTimeOffset now) => Do(now, () => queue.Answer(offer, result, now));

    public void OnSilent(Guid offer, DateTimeOffset now) => Do(now, () => queue.Silent(offer, now));

    public void OnOfferEnded(AgentId agent, Guid offer, OfferEnd end, DateTimeOffset now) => Do(now, () => queue.Ended(agent, offer, end, now));

    public void OnTime(DateTimeOffset now) => Do(now, () => queue.Time(now));

    public void OnLending(QueueId home, long version, int grants, DateTimeOffset now) => Do(now, () => queue.Lend(home, version, grants));

    public void OnPolicy(DateTimeOffset now) => Do(now, () => queue.Time(now));

    public IReadOnlyList<QueueDecision> Take()
    {
        QueueDecision[] taken = [.. _decisions];
        _decisions.Clear();
        return taken;
    }

    private void Do(DateTimeOffset now, Action change)
    {
        change();
        Settle(now);
    }

    private void Settle(DateTimeOffset now)
    {
        _now = now;
        foreach (var id in queue.ToReserveAgain.ToArray())
        {
            queue.ToReserveAgain.Remove(id);
            queue.Reserve(queue.Offers[id], now);
            Say(queue.Offers[id]);
        }
        while (queue.Next(now) is var (work, agents))
        {
            var id = _ids.NextId();
            queue.Ask(work, agents[0], id, now + queue.Book.OfferTime, now);
            Say(queue.Offers[id]);
        }
        foreach (var id in queue.Withdrawn) _decisions.Add(new WithdrawDecision(default, id, OfferEnd.Withdrawn));
        queue.Withdrawn.Clear();
        foreach (var work in queue.Works) foreach (var what in queue.Untold(work, now).ToArray()) Tell(work, what);
        if (queue.Spare(now) == _lent) return;
        _lent = queue.Spare(now);
        _decisions.Add(new LendDecision(DayPlanner.Homes[0], _lent));
    }

    private void Tell(RuleWork work, string what)
    {
        work.Told.Add(what);
        if (what == RuleQueue.LongestWait) _decisions.Add(new LimitDecision(work.Work.Work, work.Work.Epoch));
        else _decisions.Add(new StepDecision(work.Work.Work, work.Work.Epoch, queue.Book.Steps.First(s => s.Name == what)));
    }

    private void Say(RuleOffer offer)
    {
        var work = offer.Work.Work;
        _decisions.Add(new ReserveDecision(offer.Agent.Id, new OfferView(
            offer.Id, work.Work, queue.Book.Queue, work.Epoch, offer.Work.Weight, offer.Until, work.Arrival, work.Topic, HandOverReason.Asked, null, work.Request, queue.Book.Offers.AutoAccept)));
    }
}
