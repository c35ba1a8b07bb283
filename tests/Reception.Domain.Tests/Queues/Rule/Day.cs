using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>
/// Plays a plan on a router and on the rule side by side, with agents and works that have a truth of their own: reservations are
/// refused when full, two agents may accept the same work, words and answers come late or never. After each event every decision must
/// be the one that the rule names, in its order, and at rest nothing may be left that the rule would ask.
/// </summary>
internal sealed partial class Day
{
    private readonly DayPlan _plan;
    private readonly RuleQueue _rule;
    private readonly IRouter _router;
    private readonly List<DayAgent> _agents = [];
    private readonly List<DayWork> _works = [];
    private readonly List<(OfferView Offer, DayAgent Agent)> _unanswered = [];
    private readonly List<(OfferView Offer, DayAgent Agent)> _shown = [];
    private readonly HashSet<DayAgent> _wordsToSay = [];
    private readonly List<string> _log = [];
    private RuleBook _book;
    private DateTimeOffset _now = Desk.Start;

    private Day(DayPlan plan, Func<Func<RuleBook>, IRouter> router, Func<Func<RuleBook>, RuleQueue>? rule)
    {
        (_plan, _book) = (plan, plan.Morning);
        (_router, _rule) = (router(() => _book), rule?.Invoke(() => _book) ?? new RuleQueue(() => _book));
        for (var i = 0; i < plan.Traits.Length; i++) _agents.Add(new DayAgent(new("a" + i), plan.Capacities[i], plan.Traits[i]) { IdleSince = _now });
    }

    /// <summary>Throws <see cref="RuleBrokenException"/> with the day so far when the router does not do what the rule says.</summary>
    /// <returns>How many askings there were.</returns>
    public static int Play(DayPlan plan, Func<Func<RuleBook>, IRouter> router, Func<Func<RuleBook>, RuleQueue>? rule = null)
    {
        var day = new Day(plan, router, rule);
        try
        {
            foreach (var move in plan.Moves) day.Play(move);
            day.Close();
        }
        catch (Exception broken) when (broken is RuleBrokenException or InvalidOperationException or ArgumentException or NullReferenceException or KeyNotFoundException)
        {
            throw new RuleBrokenException($"{broken.Message}\nthe day so far:\n  {string.Join("\n  ", day._log.TakeLast(60))}\n{(broken is RuleBrokenException ? "" : broken.StackTrace)}");
        }
        return day._shown.Count;
    }

    /// <summary>One event for both, then their decisions compared.</summary>
    private void Tell(string what, Action router, Action rule)
    {
        _log.Add($"{(_now - Desk.Start).TotalSeconds,7:0.###} {what}");
        var kept = _router.Kept.ToDictionary();
        rule();
        router();
        var ended = new HashSet<Guid>();
        foreach (var decision in _router.Take())
        {
            if (decision is ReserveDecision reserve) Ask(reserve.Agent, reserve.Offer, kept);
            else if (decision is WithdrawDecision withdraw) ended.Add(withdraw.Offer);
            else Notice(decision);
        }
        CheckNotices();
        CheckRest(ended);
        foreach (var id in ended) TakeBack(id);
        SayWords();
    }

    private void Ask(AgentId who, OfferView view, Dictionary<AgentId, ConversationId> kept)
    {
        var agent = _agents.Find(a => a.Id == who) ?? throw Broken($"{who} is nobody");
        _log.Add($"          asks {who} for {view.Work.Customer}");
        if (_rule.ToReserveAgain.Remove(view.Offer))
        {
            _rule.Reserve(_rule.Offers[view.Offer], _now);
        }
        else
        {
            CheckAsk(who, view, kept);
            _rule.Ask(_rule.Works.Find(w => w.Work.Work == view.Work)!, _rule.Agents.Find(a => a.Id == who)!, view.Offer, view.Until, _now);
            _shown.Add((view, agent));
        }
        _unanswered.Add((view, agent));
    }

    private void CheckAsk(AgentId who, OfferView view, Dictionary<AgentId, ConversationId> kept)
    {
        if (_rule.Works.Find(w => w.Work.Work == view.Work) is not { } work || _rule.Agents.Find(a => a.Id == who) is not { } agent) throw Broken("asked for work that does not wait, or somebody unknown");
        if (view.Until != _now + _book.OfferTime || view.Epoch != work.Work.Epoch || view.Weight != work.Weight || view.AutoAccept != _book.Offers.AutoAccept) throw Broken($"the offer is not the work's: {view}");
        Promises(work, agent);
        if (_plan.MostWeight > 1)
        {
            if (!_rule.IsAllowed(work, agent, _now, evenIfKept: true)) throw Broken($"{who} may not be asked for {work}");
            var own = kept.TryGetValue(who, out var keptFor) && keptFor == view.Work;
            if (!own && _rule.Works.Find(w => _rule.Compare(w, work) < 0 && _rule.IsAllowed(w, agent, _now)) is { } first) throw Broken($"{first} comes before {work} at {who}");
            return;
        }
        if (_rule.Next(_now) is not var (next, agents)) throw Broken($"the rule asks nobody, not {who} for {work}");
        if (next != work || !agents.Contains(agent)) throw Broken($"the rule asks {agents[0]} for {next}");
    }

    /// <summary>What must hold whatever the rule's details are: capacity by his own word, one offer of a work per agent, the bound of overtaking.</summary>
    private void Promises(RuleWork work, RuleAgent agent)
    {
        var live = _shown.Where(s => s.Agent.Id == agent.Id && _rule.Offers.ContainsKey(s.Offer.Offer)).ToArray();
        if (live.Any(s => s.Offer.Work == work.Work.Work)) throw Broken($"{agent} has an offer of {work} already");
        if (agent.InFlight + work.Weight > agent.Word.FreeWeight) throw Broken($"{agent} has {agent.Word.FreeWeight} free, {agent.InFlight} are asked for, and {work} weighs {work.Weight}");
        if (_rule.Works.Count(w => w.Work.Work == work.Work.Work) != 1) throw Broken($"{work} waits twice");
        var twin = _rule.Works.Find(w => w != work && w.Offers.Count == 0 && w.Weight == work.Weight && w.Refused.Count == 0 && w.Request == work.Request && w.Work.Topic == work.Work.Topic
            && w.Work.Preferred is null && work.Work.Preferred is null && w.Work.Arrival < work.Work.Arrival - MostTarget && _book.Steps.Length == 0 && !HasExpiring(work));
        if (twin is not null && _plan.MostWeight == 1) throw Broken($"{work} overtakes {twin}, that came longer before it than targets differ");
    }

    private static bool HasExpiring(RuleWork work) => (work.Request.Skills ?? []).Any(s => s.ExpiresAfterSeconds is not null) || (work.Request.Selectors ?? []).Any(s => s.ExpiresAfterSeconds is not null);

    private void CheckRest(HashSet<Guid> ended)
    {
        _rule.Kept.Clear();
        foreach (var (agent, keptFor) in _router.Kept) _rule.Kept.Add(agent, keptFor);
        CheckKept();
        if (_rule.ToReserveAgain.Count > 0) throw Broken("an offer was not reserved again after its agent's new beginning");
        if (_rule.Next(_now) is var (work, agents)) throw Broken($"{work} waits while {agents[0]} may be asked");
        foreach (var id in ended.Where(_rule.Offers.ContainsKey)) throw Broken($"the live offer of {_rule.Offers[id].Work} to {_rule.Offers[id].Agent} was taken back");
        foreach (var id in _rule.Withdrawn.Where(id => !ended.Contains(id) && IsWithAgent(id))) throw Broken($"an agent is left with an offer that is over: {_shown.Find(s => s.Offer.Offer == id).Offer.Work.Customer}");
        _rule.Withdrawn.Clear();
        var lost = _agents.SelectMany(a => a.Reserved.Keys.Where(id => !_rule.Offers.ContainsKey(id) && !ended.Contains(id) && a.Reserved[id].Until > _now).Select(id => (a.Id, id))).FirstOrDefault();
        if (lost.id != default) throw Broken($"{lost.Id} holds an offer that nobody knows");
    }

    private void CheckKept()
    {
        if (_rule.Kept.Count == 0) return;
        var here = _rule.Agents.Count(a => _rule.IsRoutable(a, _now));
        if (_rule.Kept.Count > Math.Max(1, here / MatchPolicy.AgentsPerEarmark)) throw Broken("too many agents are kept");
        foreach (var (agent, id) in _rule.Kept)
        {
            var (work, who) = (_rule.Works.Find(w => w.Work.Work == id), _rule.Agents.Find(a => a.Id == agent));
            if (work is null || who is null || work.Weight == 1 || work.Due > _now || !_rule.IsRoutable(who, _now) || !_rule.Fits(work, who, _now)) throw Broken($"{agent} is kept for {id.Customer} without a reason");
        }
    }

    private bool IsWithAgent(Guid id) => _unanswered.Exists(u => u.Offer.Offer == id) || _agents.Exists(a => a.Reserved.ContainsKey(id));

    private RuleBrokenException Broken(string what) => new($"after {(_now - Desk.Start).TotalSeconds:0.###} s: {what}");
}
