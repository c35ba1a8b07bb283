using FsCheck;
using FsCheck.Fluent;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Domain.Queues;
using Reception.Tests;

namespace Reception.Domain.Tests.Agents;

/// <summary>Ownership, capacity and offers as a state machine: concurrent commands, messages in any order, repeats, time-outs, crashes.</summary>
public sealed class ProtocolTests
{
    public readonly record struct Move(int Kind, int A, int B);

    private static readonly Gen<Move> Moves =
        Gen.Choose(0, 35).SelectMany(_ => Gen.Choose(0, 1_000), (kind, a) => (kind, a)).SelectMany(_ => Gen.Choose(0, 1_000), (m, b) => new Move(m.kind, m.a, b));

    [Fact]
    public void Protocol_NoCrashes_EndsRightWithoutASweep() =>
        Property.ForAll(Moves, nameof(Protocol_NoCrashes_EndsRightWithoutASweep), TestRun.Cases(300, 20_000), moves => Run(moves, crashes: false));

    [Fact]
    public void Protocol_AnyCrashes_EndsRightAfterASweep() =>
        Property.ForAll(Moves, nameof(Protocol_AnyCrashes_EndsRightAfterASweep), TestRun.Cases(300, 20_000), moves => Run(moves, crashes: true));

    [Fact]
    public void Protocol_SilentChatsAndAnyCrashes_EndsRightAfterASweep() =>
        Property.ForAll(Moves, nameof(Protocol_SilentChatsAndAnyCrashes_EndsRightAfterASweep), TestRun.Cases(150, 20_000), moves => Run(moves, crashes: true, idle: true));

    private static void Run(Move[] moves, bool crashes, bool idle = false)
    {
        var model = new ProtocolModel(idle);
        foreach (var move in moves)
        {
            Play(model, move, crashes);
            AssertAlways(model);
        }
        Heal(model, crashes);
        AssertAtRest(model);
    }

    private static void Play(ProtocolModel model, Move move, bool crashes)
    {
        var agent = move.A % ProtocolModel.Agents;
        switch (move.Kind)
        {
            case < 14: model.Deliver(move.A, again: move.B % 8 == 0); break;
            case < 17: model.Ask(model.Threads[move.A % ProtocolModel.Works]); break;
            case < 19: model.Connect(agent); break;
            case < 21: model.Intend(agent, move.B % 5 == 0 ? PresenceIntent.Away : PresenceIntent.Online); break;
            case < 24: model.Accept(agent, move.B, dies: crashes && move.B % 5 == 0); break;
            case 24: model.Decline(agent, move.B); break;
            case 25: model.Close(model.Threads[move.A % ProtocolModel.Works]); break;
            case 26: model.Pass(TimeSpan.FromSeconds(move.B % 15)); break;
            case 27: model.Silence(move.A); break;
            case 28 when move.B % 3 == 0: model.Disconnect(agent); break;
            case 29 when model.LastConfirmed is { } last: model.Accept(last.Agent, last.Thread, last.Offer, dies: false); break;
            case 30 when crashes && move.B % 2 == 0: model.CrashQueue(); break;
            case 30 when crashes: model.CrashAgent(agent); break;
            case 31 when crashes: model.CrashThreads(); break;
            case 32 when move.B % 3 == 0: model.Force(agent, (PresenceIntent)(move.A % 3), move.B % 20); break;
            case 32: model.EndForce(agent); break;
            case 33 when move.B % 3 == 0: model.Drain(agent); break;
            case 33: model.EndDrain(agent); break;
            case 34: model.Ready(agent); break;
            case 35: model.Speak(model.Threads[move.A % ProtocolModel.Works]); break;
        }
    }

    private static void AssertAlways(ProtocolModel model)
    {
        foreach (var ledger in model.Ledgers) Assert.True(ledger.HeldWeight + ledger.ReservedWeight <= ledger.Capacity * (model.HasIdle ? 2 : 1), "capacity exceeded");
        foreach (var thread in model.Threads.Where(t => t.Phase == ConversationPhase.Agent))
        {
            var owner = model.Ledgers[thread.Agent!.Value.Value[1] - '0'];
            Assert.NotEqual(ServingState.NotHeld, owner.Serving(thread.Id, thread.Epoch));
        }
    }

    /// <summary>Connections come back, every message arrives, time goes on; after crashes each conversation is swept.</summary>
    private static void Heal(ProtocolModel model, bool sweep)
    {
        for (var i = 0; i < ProtocolModel.Agents; i++) model.Connect(i);
        for (var round = 0; round < 8; round++)
        {
            for (var i = 0; i < ProtocolModel.Agents; i++)
            {
                model.EndDrain(i);
                model.Intend(i, PresenceIntent.Online);
            }
            if (sweep && round % 2 == 0) foreach (var thread in model.Threads) model.Sweep(thread);
            for (var n = 0; model.Wire.Count > 0; n++)
            {
                Assert.True(n < 10_000, "messages without end");
                model.Deliver(0, again: false);
                AssertAlways(model);
            }
            if (round < 7) model.Pass(TimeSpan.FromSeconds(11));
        }
    }

    private static void AssertAtRest(ProtocolModel model)
    {
        var held = model.Ledgers.SelectMany((l, i) => l.View!.Holds.Select(h => $"{h.Work} {h.Epoch} a{i}")).Order();
        var owned = model.Threads.Where(t => t.Phase == ConversationPhase.Agent).Select(t => $"{t.Id} {t.Epoch} {t.Agent}").Order();
        Assert.Equal(owned, held);
        Assert.All(model.Ledgers, l => Assert.All(l.State.Holds, h => Assert.True(h.Settled)));
        var waiting = model.Threads.Where(t => t.Phase == ConversationPhase.Waiting).Select(t => $"{t.Id} {t.Epoch}").Order();
        Assert.Equal(waiting, model.Matcher.Waiting.InOrder().Select(e => $"{e.Work.Work} {e.Work.Epoch}").Order());
        foreach (var entry in model.Matcher.Waiting.InOrder().Where(e => e.Offer is null))
        {
            var idle = model.Ledgers.Where(l => l.Free > 0 && l.Availability(ProtocolModel.Queue).Routable && !entry.IsCooling(l.Profile!.Id, model.Now, MatchPolicy.CoolDown));
            Assert.True(!idle.Any(), $"{entry.Work.Work} waits while {idle.FirstOrDefault()?.Profile!.Id} is free");
        }
        foreach (var entry in model.Matcher.Waiting.InOrder().Where(e => e.Offer is not null))
            Assert.Contains(model.Ledgers, l => l.View!.Offers.Any(o => o.Offer == entry.Offer!.Id));
    }
}
