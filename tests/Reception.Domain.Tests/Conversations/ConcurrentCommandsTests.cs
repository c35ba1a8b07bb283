using FsCheck;
using FsCheck.Fluent;
using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Tests;

namespace Reception.Domain.Tests.Conversations;

/// <summary>
/// A customer, two agents, a late bot and the clock write at once: each carries an epoch it read some commands ago. Whatever the
/// order, the rules of ownership, epoch, sequence and repetition hold after every command.
/// </summary>
public sealed class ConcurrentCommandsTests
{
    private static readonly string[] Texts = ["answer 1", "simple 2", "unsure", "thanks", "human", "angry", "order 1", "parcel 2"];
    private static readonly string[] Agents = ["li", "wang"];

    private static readonly Gen<Step> Steps = Gen.Choose(0, 15).SelectMany(kind => Gen.Choose(0, 7).SelectMany(pick => Gen.Choose(0, 2).Select(lag => new Step(kind, pick, lag))));

    [Fact]
    public void Invariant1And3_AnyInterleaving_KeepsOneOwnerAndAGapFreeSequence() =>
        Property.ForAll(Steps, nameof(Invariant1And3_AnyInterleaving_KeepsOneOwnerAndAGapFreeSequence), TestRun.Cases(400, 5_000), steps =>
        {
            var run = new Run();
            foreach (var step in steps) run.Take(step);
            run.CheckWhole();
        });

    internal sealed record Step(int Kind, int Pick, int Lag);

    private sealed class Run
    {
        private readonly Story _story = new() { Abilities = new(Orders: true, Choices: true) };
        private readonly List<(string Id, long Sequence)> _acked = [];
        private readonly List<AwaitedReply> _asked = [];
        private int _ids;

        public void Take(Step step)
        {
            var before = _story.State;
            var decision = Do(step, before);
            _asked.AddRange(decision.Events.OfType<ReplyAwaited>().Select(e => e.Reply));
            Check(before, decision);
            CheckAwaited(decision.State);
        }

        public void CheckWhole()
        {
            var state = new ConversationState { Id = Story.Id };
            long sequence = 0;
            foreach (var happened in _story.Journal)
            {
                if (happened is ThreadEvent line) Assert.Equal(++sequence, line.Sequence);
                if (happened is AgentMessaged said) Assert.Equal(said.Agent, state.Agent);
                if (happened is BotAnswered { Machine: false }) Assert.NotEqual(ConversationPhase.Agent, state.Phase);
                if (happened is BotAnswered { Machine: true }) Assert.Equal(ConversationPhase.Agent, state.Phase);
                state = state.Apply(happened);
            }
            Assert.Equal(_story.State.ToView(), state.ToView());
            var ids = _story.Journal.OfType<MessageAccepted>().Select(m => m.ClientMessageId).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
        }

        private Decision Do(Step step, ConversationState before)
        {
            var (agent, epoch) = (Agents[step.Pick % 2], before.Epoch - step.Lag);
            var accept = new AcceptOffer(new(agent), agent, Offer(agent, epoch), epoch, new("a-" + agent, "gw"));
            switch (step.Kind)
            {
                case 0 or 1 or 2: return Post(Texts[step.Pick]);
                case 3 when _acked.Count > 0: return Repeat(_acked[^(1 + (step.Pick % Math.Min(8, _acked.Count)))]);
                case 4: return Ask();
                case 5 or 6: return _story.Accept(agent, epoch, accept.Offer);
                case 7: return Owned(before, step.Lag, agent, _story.AgentPost(agent, "hello", epoch));
                case 8: return Owned(before, step.Lag, agent, _story.AgentClose(agent, epoch));
                case 9: return Owned(before, step.Lag, agent, _story.Transfer(agent, "service", epoch));
                case 10: return Owned(before, step.Lag, agent, _story.HandBack(agent, epoch));
                case 11: return Owned(before, step.Lag, agent, _story.LoseAgent(agent, epoch));
                case 12 or 14 when _asked.Count > 0: return Late(before, _asked[^(1 + Math.Min(step.Lag, _asked.Count - 1))], step.Pick);
                case 15: return Overdue(step.Pick);
                default:
                    _story.Now += TimeSpan.FromMinutes(step.Pick * step.Pick * 30);
                    return _story.Close();
            }
        }

        private Decision Post(string text)
        {
            var id = $"p{++_ids}";
            var decision = _story.PostWithIds((id, text));
            Assert.Equal(CommandOutcome.Done, decision.Outcome);
            _acked.Add((id, Assert.Single(decision.Acks).Sequence));
            return decision;
        }

        private Decision Repeat((string Id, long Sequence) acked)
        {
            var decision = _story.PostWithIds((acked.Id, "again"));
            Assert.Equal((CommandOutcome.Repeated, acked.Sequence), (decision.Outcome, Assert.Single(decision.Acks).Sequence));
            return decision;
        }

        private Decision Ask()
        {
            var decision = _story.AskForHuman($"h{++_ids}");
            Assert.Equal(CommandOutcome.Done, decision.Outcome);
            Assert.True(_story.State.Phase is ConversationPhase.Waiting or ConversationPhase.Agent);
            return decision;
        }

        private Decision Late(ConversationState before, AwaitedReply asked, int pick)
        {
            var reply = Story.To(asked, (BotReplyKind)(pick % 5)) with { Question = "Is it question 1?", EntryId = asked.EntryId ?? "e1", Orders = [.. Enumerable.Range(1, pick % 3).Select(Order)] };
            var decision = _story.Reply(reply);
            if (!before.Awaited.Contains(asked)) Assert.Equal(CommandOutcome.NotAwaited, decision.Outcome);
            else if (before.Epoch == asked.Epoch) Assert.Equal(CommandOutcome.Done, decision.Outcome);
            if (before.Epoch != asked.Epoch) Assert.DoesNotContain(decision.Events, e => e is not ReplyProposed { Late: true });
            return decision;
        }

        private Decision Overdue(int pick)
        {
            _story.Now += TimeSpan.FromSeconds(3 * pick);
            var decision = _story.Overdue();
            Assert.DoesNotContain(decision.State.Pending, a => a.Due <= _story.Now);
            return decision;
        }

        // What is awaited has a due time that a Sweeper looks at; nothing is said twice to the same message.
        private void CheckAwaited(ConversationState state)
        {
            Assert.True(state.Awaited.Length <= AwaitedReply.Most);
            if (state.Pending.Any()) Assert.True(Aftermath.NextStep(state, _story.Setting) <= state.Pending.Min(a => a.Due));
            if (state.Phase is ConversationPhase.Closed) Assert.Empty(state.Awaited);
            var said = _story.Journal.OfType<BotAnswered>().GroupBy(a => (a.ForSequence, a.EntryId));
            Assert.All(said, s => Assert.Single(s));
        }

        private static OrderFacts Order(int number) => new($"A{1_000_000 + number}", OrderStatus.Shipped);

        private static Decision Owned(ConversationState before, int lag, string agent, Decision decision)
        {
            if (lag > 0) Assert.Equal(CommandOutcome.StaleEpoch, decision.Outcome);
            else if (before.Agent != agent) Assert.Equal(CommandOutcome.NotOwner, decision.Outcome);
            else Assert.Equal(CommandOutcome.Done, decision.Outcome);
            return decision;
        }

        private static void Check(ConversationState before, Decision decision)
        {
            if (decision.Outcome is not (CommandOutcome.Done or CommandOutcome.StaleEpoch)) Assert.Empty(decision.Events);
            var epoch = before.Epoch;
            foreach (var happened in decision.Events)
            {
                var next = happened switch { OwnershipEvent e => e.Epoch, EpisodeOpened e => e.Epoch, Closed e => e.Epoch, _ => epoch + 1 };
                Assert.Equal(epoch + 1, next);
                if (happened is OwnershipEvent or EpisodeOpened or Closed) epoch = next;
            }
            Assert.Equal(epoch, decision.State.Epoch);
            Assert.Equal(decision.State.Phase == ConversationPhase.Agent, decision.State.Agent is not null && decision.State.Offer is not null);
            if (decision.State.Phase == ConversationPhase.Waiting) Assert.NotNull(decision.State.Wait);
        }

        private static Guid Offer(string agent, long epoch) => new((int)epoch, agent == "li" ? (short)1 : (short)2, 0, new byte[8]);
    }
}
