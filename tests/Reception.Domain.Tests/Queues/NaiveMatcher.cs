using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

/// <summary>
/// The rule of matching written down once more, with plain lists and no cleverness: after each event, over all works in order and
/// all agents in order, the first allowed pair is asked. Works weigh 1. It answers with the pairs; offers are named by their order.
/// </summary>
internal sealed class NaiveMatcher
{
    public sealed class Waiting(WaitingWork work, int entry)
    {
        public WaitingWork Work = work;
        public readonly int Entry = entry;
        public int? Offer;
        public bool PreferredRefused;
        public readonly Dictionary<AgentId, DateTimeOffset> Refused = [];
    }

    public sealed class Server(AgentId id)
    {
        public readonly AgentId Id = id;
        public bool Routable;
        public int Free;
        public int Asked;
        public (DateTimeOffset Since, int Turn) Idle;
        public DateTimeOffset SilentUntil;
    }

    public sealed record Offer(int Number, Waiting Work, Server Agent, DateTimeOffset Until)
    {
        public bool Answered;
        public bool Over;
    }

    public readonly List<Waiting> Works = [];
    public readonly List<Server> Servers = [];
    public readonly List<Offer> Offers = [];
    public readonly List<string> Log = [];
    private readonly HashSet<ConversationId> _gone = [];
    private int _entries;
    private int _turns;

    public void Enqueue(WaitingWork work, DateTimeOffset now)
    {
        if (_gone.Contains(work.Work)) return;
        if (Works.Find(w => w.Work.Work == work.Work) is not { } known) Works.Add(new Waiting(work, ++_entries));
        else if (work.DueTime < known.Work.DueTime) known.Work = known.Work with { DueTime = work.DueTime };
        Settle(now);
    }

    public void Remove(ConversationId work, DateTimeOffset now)
    {
        _gone.Add(work);
        if (Works.Find(w => w.Work.Work == work) is { } found)
        {
            foreach (var offer in Offers.Where(o => o.Work == found)) offer.Over = true;
            Works.Remove(found);
        }
        Settle(now);
    }

    public void Say(AgentId id, bool routable, int free, DateTimeOffset idleSince, DateTimeOffset now)
    {
        var server = Get(id);
        (server.Routable, server.Free, server.Idle) = (routable, free, (idleSince, 0));
        if (!routable) foreach (var offer in Offers.Where(o => o.Agent == server && o.Answered && !o.Over)) End(offer, false, now);
        Settle(now);
    }

    public void Answer(Offer offer, bool reserved, int free, DateTimeOffset now)
    {
        offer.Answered = true;
        offer.Agent.Asked--;
        (offer.Agent.Routable, offer.Agent.Free, offer.Agent.Idle) = (true, free, (now, 0));
        if (!reserved)
        {
            if (!offer.Over) End(offer, false, now);
            if (offer.Agent.SilentUntil <= now && offer.Agent.Free - offer.Agent.Asked >= 1) offer.Agent.SilentUntil = now + MatchPolicy.SilentPause;
        }
        Settle(now);
    }

    public void Silent(Offer offer, DateTimeOffset now)
    {
        offer.Answered = true;
        offer.Agent.Asked--;
        if (!offer.Over) End(offer, false, now);
        offer.Agent.SilentUntil = now + MatchPolicy.SilentPause;
        Settle(now);
    }

    public void Decline(Offer offer, DateTimeOffset now)
    {
        if (!offer.Over) End(offer, true, now);
        Settle(now);
    }

    public void Time(DateTimeOffset now)
    {
        foreach (var offer in Offers.Where(o => !o.Over && o.Until <= now)) End(offer, true, now);
        Settle(now);
    }

    private Server Get(AgentId id)
    {
        if (Servers.Find(s => s.Id == id) is { } known) return known;
        Servers.Add(new Server(id));
        return Servers[^1];
    }

    private static void End(Offer offer, bool refused, DateTimeOffset now)
    {
        offer.Over = true;
        offer.Work.Offer = null;
        if (!refused) return;
        offer.Work.Refused[offer.Agent.Id] = now;
        if (offer.Work.Work.Preferred == offer.Agent.Id) offer.Work.PreferredRefused = true;
    }

    private void Settle(DateTimeOffset now)
    {
        while (Pair(now) is var (work, agent))
        {
            var offer = new Offer(Offers.Count, work, agent, now + QueueRulebook.Default.OfferTime);
            Offers.Add(offer);
            work.Offer = offer.Number;
            agent.Asked++;
            agent.Idle = (now, ++_turns);
            Log.Add($"{work.Work.Work.Customer}→{agent.Id}");
        }
    }

    private (Waiting, Server)? Pair(DateTimeOffset now)
    {
        var here = Servers.Where(s => s.Routable && s.SilentUntil <= now).OrderBy(s => s.Idle.Since).ThenBy(s => s.Idle.Turn).ThenBy(s => s.Id.Value, StringComparer.Ordinal).ToList();
        var pause = here.Count <= 1 ? MatchPolicy.AlonePause : MatchPolicy.CoolDown;
        foreach (var work in Works.Where(w => w.Offer is null).OrderBy(w => w.Work.DueTime).ThenBy(w => w.Work.Arrival).ThenBy(w => w.Entry))
        {
            foreach (var agent in here)
            {
                if (agent.Free - agent.Asked < 1) continue;
                if (work.Refused.TryGetValue(agent.Id, out var at) && now < at + pause) continue;
                var window = work.Work.Preferred is { } p && !work.PreferredRefused && now < work.Work.PreferredUntil && here.Exists(s => s.Id == p);
                if (window && agent.Id != work.Work.Preferred) continue;
                return (work, agent);
            }
        }
        return null;
    }
}
