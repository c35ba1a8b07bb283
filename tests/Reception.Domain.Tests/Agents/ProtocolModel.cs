using System.Text.Json;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Domain.Agents;
using Reception.Domain.Queues;
using Reception.Domain.Time;

namespace Reception.Domain.Tests.Agents;

/// <summary>
/// Queue, agents' ledgers and a minimal conversation, with every message between them in a bag from which a test picks in any order.
/// Messages may be delivered twice; requests may time out and arrive all the same; any of the three may crash.
/// </summary>
internal sealed class ProtocolModel
{
    public const int Agents = 3;
    public const int Works = 5;
    public static readonly ShopId Shop = new("shop");
    public static readonly QueueId Queue = new(Shop, "chats");

    public sealed class Thread(ConversationId id)
    {
        public readonly ConversationId Id = id;
        public ConversationPhase Phase = ConversationPhase.Bot;
        public long Epoch = 1;
        public DateTimeOffset Arrival;
        public AgentId? Agent;
        public Guid? Offer;
        public (AgentId Agent, long Epoch)? LastAgent;
        public long LastWait;
        /// <summary>The newest word, and whether the next one has to be told to the agent's ledger.</summary>
        public DateTimeOffset SpokenAt;
        public bool MayBeSilent = true;
        /// <summary>A turn between Confirm and its append: nobody else gets in.</summary>
        public bool IsBusy;
    }

    public sealed record Message(char From, string Name, Action Deliver, bool MayRepeat);

    private readonly SeededRandomSource _random = new(7);
    private readonly byte[][] _stored = new byte[Agents][];
    private int _queueLife;

    public readonly List<Message> Wire = [];
    public readonly List<(Guid Offer, int Life)> Unanswered = [];
    public readonly AgentLedger[] Ledgers = new AgentLedger[Agents];
    public readonly Thread[] Threads = [.. Enumerable.Range(0, Works).Select(i => new Thread(new ConversationId(Shop, "web", "w" + i)))];
    public DateTimeOffset Now = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);
    public Matcher Matcher;

    private readonly AgentPolicy _policy;

    /// <summary>Chats may stop counting: what an agent holds is bounded by twice his capacity.</summary>
    public bool HasIdle { get; }

    /// <summary>Wrap-ups of 3 s; with <paramref name="idle"/> chats that are silent for 6 s stop counting.</summary>
    public ProtocolModel(bool idle = false)
    {
        HasIdle = idle;
        _policy = AgentPolicy.Of(new ShopPolicy(
            "s", "en", "UTC", [new QueuePolicy(Queue.Name, Rules: new QueueRules(WrapUpSeconds: 3, IdleSeconds: idle ? 6 : 0))], [new ChannelPolicy("web")], new BotPolicy()));
        Matcher = new Matcher(() => QueueRulebook.Default, _random, Queue);
        for (var i = 0; i < Agents; i++)
        {
            _stored[i] = JsonSerializer.SerializeToUtf8Bytes(new AgentLedgerState(), AgentLedgerJson.Default.AgentLedgerState);
            LoadAgent(i);
            Ledgers[i].PutProfile(new AgentProfile(Id(i), "a", [Queue], 2), Now);
            AfterLedger(i);
        }
    }

    public static AgentId Id(int agent) => new("a" + agent);

    public void Connect(int agent) => Ledger(agent, l => l.Connect(new SessionAddress("s", "g"), TimeSpan.FromMinutes(2), Now));

    public void Disconnect(int agent) => Ledger(agent, l => l.Disconnect("s", Now));

    public void Intend(int agent, PresenceIntent intent) => Ledger(agent, l => l.SetIntent(intent, null, Now));

    public void Force(int agent, PresenceIntent intent, int seconds) => Ledger(agent, l => l.Force(new ForcePresence(intent, "sue", null, seconds > 0 ? Now.AddSeconds(seconds) : null), Now));

    public void EndForce(int agent) => Ledger(agent, l => l.EndForce(Now));

    public void Drain(int agent) => Ledger(agent, l => l.Drain(new DrainAgent("sue"), Now));

    public void EndDrain(int agent) => Ledger(agent, l => l.EndDrain(Now));

    public void Ready(int agent) => Ledger(agent, l => l.EndWrapUp(null, Now));

    /// <summary>A word in a chat; the first after the ledger asked is told to it.</summary>
    public void Speak(Thread thread)
    {
        if (thread.IsBusy || thread.Phase != ConversationPhase.Agent) return;
        thread.SpokenAt = Now;
        if (thread.MayBeSilent) TellSpoken(thread);
        thread.MayBeSilent = false;
    }

    private void TellSpoken(Thread thread)
    {
        var (agent, epoch, at) = (Index(thread.Agent!.Value), thread.Epoch, thread.SpokenAt);
        Send('c', "spoken", () => Ledger(agent, l => l.OnActivity(thread.Id, epoch, at, Now)));
    }

    private void AskQuiet(Thread thread, int agent, long epoch)
    {
        if (thread.Phase != ConversationPhase.Agent || thread.Agent != Id(agent) || thread.Epoch != epoch) return;
        thread.MayBeSilent = true;
        TellSpoken(thread);
    }

    public void Decline(int agent, int pick) => Ledger(agent, l =>
    {
        if (l.View!.Offers is { Length: > 0 } offers) l.Decline(offers[pick % offers.Length].Offer, Now);
    });

    public void Ask(Thread thread)
    {
        if (thread.IsBusy || thread.Phase is ConversationPhase.Waiting or ConversationPhase.Agent) return;
        thread.Arrival = Now;
        Wait(thread);
    }

    public void Close(Thread thread)
    {
        if (thread.IsBusy || thread.Phase is not (ConversationPhase.Waiting or ConversationPhase.Agent)) return;
        var before = (thread.Phase, thread.Epoch, thread.Agent);
        (thread.Phase, thread.Agent, thread.Epoch) = (ConversationPhase.Closed, null, thread.Epoch + 1);
        Leave(thread, before);
    }

    /// <summary>The agent takes an offer: check, Confirm, and in a later step the append, unless the process dies between them.</summary>
    public void Accept(int agent, int pick, bool dies)
    {
        if (Ledgers[agent].View!.Offers is not { Length: > 0 } offers) return;
        var offer = offers[pick % offers.Length];
        var thread = Threads.First(t => t.Id == offer.Work);
        Accept(agent, thread, offer, dies);
    }

    /// <summary>A client that got no answer tries an old offer again.</summary>
    public void Accept(int agent, Thread thread, OfferView offer, bool dies)
    {
        if (thread.IsBusy || thread.Phase != ConversationPhase.Waiting || thread.Epoch != offer.Epoch) return;
        var outcome = ConfirmOutcome.OfferGone;
        Ledger(agent, l => outcome = l.Confirm(offer.Offer, thread.Id, thread.Epoch + 1, Now).Outcome);
        if (outcome != ConfirmOutcome.Confirmed) return;
        LastConfirmed = (agent, thread, offer);
        if (dies) return;
        thread.IsBusy = true;
        Send('x', "append", () =>
        {
            thread.IsBusy = false;
            var before = (thread.Phase, thread.Epoch, thread.Agent);
            (thread.Phase, thread.Agent, thread.Offer, thread.Epoch) = (ConversationPhase.Agent, Id(agent), offer.Offer, thread.Epoch + 1);
            (thread.SpokenAt, thread.MayBeSilent) = (Now, true);
            Leave(thread, before);
            Send('c', "settle", () => Ledger(agent, l => l.Settle(thread.Id, offer.Offer, true, Now)));
        }, mayRepeat: false);
    }

    public (int Agent, Thread Thread, OfferView Offer)? LastConfirmed { get; private set; }

    public void Pass(TimeSpan time)
    {
        Now += time;
        Step(m => m.OnTime(Now));
        for (var i = 0; i < Agents; i++) Ledger(i, l => l.OnTime(Now));
    }

    public void Deliver(int pick, bool again)
    {
        if (Wire.Count == 0) return;
        var message = Wire[pick % Wire.Count];
        if (!again || !message.MayRepeat) Wire.RemoveAt(pick % Wire.Count);
        message.Deliver();
    }

    public void Silence(int pick)
    {
        if (Unanswered.Count == 0) return;
        var (offer, life) = Unanswered[pick % Unanswered.Count];
        Unanswered.RemoveAt(pick % Unanswered.Count);
        if (life == _queueLife) Step(m => m.OnSilent(offer, Now));
    }

    /// <summary>Memory is gone; the new queue reads the index (the truth of the threads) and asks its agents.</summary>
    public void CrashQueue()
    {
        _queueLife++;
        Wire.RemoveAll(m => m.From == 'q');
        Matcher = new Matcher(() => QueueRulebook.Default, _random, Queue);
        foreach (var thread in Threads.Where(t => t.Phase == ConversationPhase.Waiting)) Step(m => m.Enqueue(Work(thread), Now));
        for (var i = 0; i < Agents; i++)
        {
            var agent = i;
            ToQueue('q', "report", m => m.OnReport(Ledgers[agent].Report(Queue, Now), Now));
        }
    }

    /// <summary>A restart takes time: an activation's versions begin at the clock, above whatever the one before could count to until then.</summary>
    public void CrashAgent(int agent)
    {
        Now += TimeSpan.FromMilliseconds(1);
        Wire.RemoveAll(m => m.From == (char)('0' + agent));
        LoadAgent(agent);
        AfterLedger(agent);
    }

    /// <summary>What conversations have under way is lost; a Sweeper calls them later.</summary>
    public void CrashThreads() => Wire.RemoveAll(m => m.From == 'c');

    public void Sweep(Thread thread)
    {
        if (thread.IsBusy) return;
        if (thread.LastAgent is { } last) Send('c', "release", () => Ledger(Index(last.Agent), l => l.Release(thread.Id, last.Epoch, Now)));
        if (thread.LastWait > 0) ToQueue('c', "remove", m => m.Remove(thread.Id, thread.LastWait, Now));
        if (thread.Phase == ConversationPhase.Waiting) ToQueue('c', "enqueue", m => m.Enqueue(Work(thread), Now));
        else if (thread.Phase == ConversationPhase.Agent && Ledgers[Index(thread.Agent!.Value)].Serving(thread.Id, thread.Epoch) is ServingState.NotHeld or ServingState.Lost) Lose(thread, thread.Agent.Value, thread.Epoch);
    }

    private void Lose(Thread thread, AgentId agent, long epoch)
    {
        if (thread.Phase != ConversationPhase.Agent || thread.Agent != agent || thread.Epoch != epoch) return;
        Wait(thread);
    }

    private void Wait(Thread thread)
    {
        var before = (thread.Phase, thread.Epoch, thread.Agent);
        (thread.Phase, thread.Agent, thread.Epoch) = (ConversationPhase.Waiting, null, thread.Epoch + 1);
        Leave(thread, before);
        var work = Work(thread);
        ToQueue('c', "enqueue", m => m.Enqueue(work, Now));
    }

    private void Leave(Thread thread, (ConversationPhase Phase, long Epoch, AgentId? Agent) before)
    {
        if (before.Phase == ConversationPhase.Waiting)
        {
            thread.LastWait = before.Epoch;
            ToQueue('c', "remove", m => m.Remove(thread.Id, before.Epoch, Now));
        }
        if (before is not { Phase: ConversationPhase.Agent, Agent: { } agent }) return;
        thread.LastAgent = (agent, before.Epoch);
        Send('c', "release", () => Ledger(Index(agent), l => l.Release(thread.Id, before.Epoch, Now)));
    }

    private static WaitingWork Work(Thread thread) => new(thread.Id, thread.Epoch, thread.Arrival, thread.Arrival.AddSeconds(60), 1, null, null, null, HandOverReason.Asked, null);

    private void Step(Action<Matcher> step)
    {
        step(Matcher);
        var life = _queueLife;
        foreach (var decision in Matcher.TakeDecisions())
        {
            if (decision is WithdrawDecision withdraw) Send('q', "withdraw", () => Ledger(Index(withdraw.Agent), l => l.Withdraw(withdraw.Offer, withdraw.End, Now)));
            if (decision is not ReserveDecision reserve) continue;
            var agent = Index(reserve.Agent);
            Unanswered.Add((reserve.Offer.Offer, life));
            Send('q', "reserve", () => Reserve(agent, reserve.Offer, life), mayRepeat: false);
        }
    }

    private void Reserve(int agent, OfferView offer, int life)
    {
        var outcome = ReserveOutcome.NoCapacity;
        Ledger(agent, l => outcome = l.Reserve(offer, Now));
        var result = new ReserveResult(outcome, Ledgers[agent].Availability(Queue));
        Send('x', "answer", () =>
        {
            if (life != _queueLife || Unanswered.RemoveAll(u => u.Offer == offer.Offer) == 0) return;
            Step(m => m.OnAnswered(offer.Offer, result, Now));
        }, mayRepeat: false);
    }

    private void Ledger(int agent, Action<AgentLedger> command)
    {
        command(Ledgers[agent]);
        AfterLedger(agent);
    }

    private void AfterLedger(int agent)
    {
        var ledger = Ledgers[agent];
        if (ledger.MustStore || ledger.ShouldStore)
        {
            _stored[agent] = JsonSerializer.SerializeToUtf8Bytes(ledger.State, AgentLedgerJson.Default.AgentLedgerState);
            ledger.OnStored();
        }
        var from = (char)('0' + agent);
        foreach (var notice in ledger.TakeNotices())
        {
            switch (notice)
            {
                case OfferEnded ended: ToQueue(from, "ended", m => m.OnOfferEnded(Id(agent), ended.Offer, ended.End, Now)); break;
                case StandingChanged standing: ToQueue(from, "standing", m => m.OnAgentChanged(standing.Availability, Now)); break;
                case HoldLost lost: ToThread(from, lost.Work, t => Lose(t, Id(agent), lost.Epoch)); break;
                case HoldQuiet quiet: ToThread(from, quiet.Work, t => AskQuiet(t, agent, quiet.Epoch)); break;
                case HoldUnsettled unsettled: ToThread(from, unsettled.Work, t => Settle(t, agent, unsettled.Offer)); break;
            }
        }
    }

    private void Settle(Thread thread, int agent, Guid offer)
    {
        var yours = thread.Phase == ConversationPhase.Agent && thread.Agent == Id(agent) && thread.Offer == offer;
        Send('c', "settle", () => Ledger(agent, l => l.Settle(thread.Id, offer, yours, Now)));
    }

    private void ToQueue(char from, string name, Action<Matcher> step) => Send(from, name, () => Step(step));

    private void ToThread(char from, ConversationId work, Action<Thread> step)
    {
        var thread = Threads.First(t => t.Id == work);
        Send(from, "to " + work.Customer, () =>
        {
            if (thread.IsBusy) ToThread(from, work, step);
            else step(thread);
        });
    }

    private void Send(char from, string name, Action deliver, bool mayRepeat = true) => Wire.Add(new Message(from, name, deliver, mayRepeat));

    private void LoadAgent(int agent) =>
        Ledgers[agent] = new AgentLedger(Id(agent), JsonSerializer.Deserialize(_stored[agent], AgentLedgerJson.Default.AgentLedgerState)!, _ => _policy, Now);

    private static int Index(AgentId agent) => agent.Value[1] - '0';
}
