using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Domain.Queues;
using Reception.Domain.Time;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>The real matcher.</summary>
internal sealed class MatcherRouter : IRouter
{
    private readonly Func<RuleBook> _book;
    private readonly Matcher _matcher;
    private (RuleBook Book, QueueRulebook Rules) _compiled;
    private long _version;

    public MatcherRouter(Func<RuleBook> book)
    {
        _book = book;
        _matcher = new Matcher(Rules, new SeededRandomSource(3), DayPlanner.Queue);
    }

    public DateTimeOffset? NextWake => _matcher.NextWake;

    public IEnumerable<(AgentId Agent, ConversationId Work)> Kept => _matcher.Pool.Agents.Where(a => a.Earmark is not null).Select(a => (a.Id, a.Earmark!.Work.Work));

    public EnqueueOutcome Enqueue(WaitingWork work, DateTimeOffset now) => _matcher.Enqueue(work, now);

    public void Remove(ConversationId work, long epoch, AgentId? taker, DateTimeOffset now) => _matcher.Remove(work, epoch, now, taker);

    public void OnAgentChanged(AgentAvailability word, DateTimeOffset now) => _matcher.OnAgentChanged(word, now);

    public void OnAnswered(Guid offer, ReserveResult result, DateTimeOffset now) => _matcher.OnAnswered(offer, result, now);

    public void OnSilent(Guid offer, DateTimeOffset now) => _matcher.OnSilent(offer, now);

    public void OnOfferEnded(AgentId agent, Guid offer, OfferEnd end, DateTimeOffset now) => _matcher.OnOfferEnded(agent, offer, end, now);

    public void OnTime(DateTimeOffset now) => _matcher.OnTime(now);

    public void OnLending(QueueId home, long version, int grants, DateTimeOffset now) => _matcher.OnLending(home, version, grants, now);

    public void OnPolicy(DateTimeOffset now) => _matcher.OnTime(now);

    public IReadOnlyList<QueueDecision> Take() => _matcher.TakeDecisions();

    private QueueRulebook Rules()
    {
        if (_compiled.Book != _book()) _compiled = (_book(), QueueRulebook.Of(new QueuePolicy("chats", (int)_book().OfferTime.TotalSeconds, Rules: _book().Rules), ++_version));
        return _compiled.Rules;
    }
}
