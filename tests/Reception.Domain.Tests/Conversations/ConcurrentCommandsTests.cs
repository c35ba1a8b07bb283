using FsCheck;
using FsCheck.Fluent;
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
    private static readonly string[] Texts = ["answer 1", "simple 2", "unsure", "thanks", "human", "angry", "nonsense", "refund"];
    private static readonly string[] Agents = ["li", "wang"];

    private static readonly Gen<Step> Steps = Gen.Choose(0, 13).SelectMany(kind => Gen.Choose(0, 7).SelectMany(pick => Gen.Choose(0, 2).Select(lag => new Step(kind, pick, lag))));

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
        private readonly Story _story = new();
        private readonly List<(string Id, long Sequence)> _acked = [];
        private int _ids;

        public void Take(Step step)
        {
            var before = _story.State;
            var decision = Do(step, before);
            Check(before, decision);
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
                case 12: return Late(before, epoch);
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

        private Decision Late(ConversationState before, long epoch)
        {
            var decision = _story.Reply(epoch);
            if (before.Epoch != epoch || before.Phase != ConversationPhase.Bot) Assert.DoesNotContain(decision.Events, e => e is ThreadEvent);
            return decision;
        }

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
