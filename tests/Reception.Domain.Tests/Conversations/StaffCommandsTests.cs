using FsCheck;
using FsCheck.Fluent;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Training;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Insight;
using Reception.Domain.Training;
using Reception.Tests;

namespace Reception.Domain.Tests.Conversations;

/// <summary>
/// Customer, owner, colleague, two supervisors, the bot and the clock at once, each with an epoch it read some commands ago. Whatever the
/// order: one owner, no stale command takes effect, and what staff write among themselves shows in nothing made for others.
/// </summary>
public sealed class StaffCommandsTests
{
    private const string Secret = "INTERNAL";
    private static readonly string[] Agents = ["li", "wang", "zhou"];
    private static readonly string[] Texts = ["answer 1", "unsure", "human", "thanks"];

    private static readonly Gen<Step> Steps = Gen.Choose(0, 19).SelectMany(kind => Gen.Choose(0, 11).SelectMany(pick => Gen.Choose(0, 3).Select(lag => new Step(kind, pick, Math.Max(0, lag - 2)))));

    [Fact]
    public void Invariant1_AnyCommandsOfStaff_KeepOneOwnerAndNoLineLeaks() =>
        Property.ForAll(Steps, nameof(Invariant1_AnyCommandsOfStaff_KeepOneOwnerAndNoLineLeaks), TestRun.Cases(300, 20_000), steps =>
        {
            var run = new Run();
            foreach (var step in steps) run.Take(step);
            run.CheckWhole();
        });

    internal sealed record Step(int Kind, int Pick, int Lag);

    private sealed class Run
    {
        private readonly StaffStory _staff = new();
        private readonly Dictionary<string, long> _owners = [];

        private Story Story => _staff.Story;

        public void Take(Step step)
        {
            var before = _staff.State;
            var decision = Do(step, before);
            if (decision is null) return;
            var carriesEpoch = step.Kind is >= 5 and <= 16;
            if (carriesEpoch && step.Lag > 0)
            {
                Assert.NotEqual(CommandOutcome.Done, decision.Outcome);
                Assert.Empty(decision.Events);
            }
            if (decision.Outcome != CommandOutcome.Done) Assert.Same(before, decision.State);
            Check(before, decision);
        }

        public void CheckWhole()
        {
            var journal = Story.Journal.Select(e => ConversationJson.Read(ConversationJson.Write(e))).ToList();
            var state = journal.Aggregate(new ConversationState { Id = Story.Id }, ConversationFold.Apply);
            Assert.Equal(_staff.State.ToView(), state.ToView());
            Assert.Equal(_staff.State.Staff, state.Staff);
            Assert.Equal(Enumerable.Range(1, (int)state.Staff.LastInternal).Select(n => (long)n), journal.OfType<InternalSaid>().Select(l => l.Number));
            Leaks(journal, state);
        }

        // The thread, the view, what training and figures are told, what triage remembers.
        private static void Leaks(List<ConversationEvent> journal, ConversationState state)
        {
            Assert.DoesNotContain(journal.ToMessages(), m => m.Text.Contains(Secret, StringComparison.Ordinal) || m.Parts?.Any(p => p.ToString().Contains(Secret, StringComparison.Ordinal)) == true);
            Assert.DoesNotContain(Secret, state.ToView().ToString(), StringComparison.Ordinal);
            var trace = new EpisodeTrace(Story.Id);
            Assert.DoesNotContain(journal.SelectMany(trace.Read), fact => fact is Answered { Answer: var told } && told.ToString().Contains(Secret, StringComparison.Ordinal));
            Assert.Equal(journal.OfType<AgentMessaged>().Count(), journal.Aggregate(FiguresFold.Zero, FiguresFold.Apply).AgentMessages);
            Assert.DoesNotContain(state.Memory.Heard ?? [], h => h.Text.Contains(Secret, StringComparison.Ordinal));
        }

        private void Check(ConversationState before, Decision decision)
        {
            var epoch = before.Epoch;
            foreach (var happened in decision.Events)
            {
                if (happened is not (OwnershipEvent or EpisodeOpened or Closed)) continue;
                var next = happened switch { OwnershipEvent e => e.Epoch, EpisodeOpened e => e.Epoch, Closed e => e.Epoch, _ => 0 };
                Assert.Equal(++epoch, next);
            }
            var after = decision.State;
            Assert.Equal(epoch, after.Epoch);
            Assert.Equal(after.Phase == ConversationPhase.Agent, after.Agent is not null && after.Offer is not null && after.Wait is not null);
            if (after.Agent is { } agent) Assert.Equal(after.Epoch, _owners.TryAdd($"{after.Epoch}", 0) || before.Agent == agent ? after.Epoch : -1);
            if (after.Staff.Consult is { } consult) Assert.Equal((ConversationPhase.Agent, consult.By), (after.Phase, after.Agent));
            if (after.Staff.Consult is null) Assert.DoesNotContain(after.Sessions, s => s.Side == Side.Colleague);
            if (after.Staff.Consult?.Due(TimeSpan.FromSeconds(30)) is { } due) Assert.True(Aftermath.NextStep(after, Story.Setting) <= due);
            if (before.Epoch != after.Epoch) Assert.DoesNotContain(after.Sessions, s => s.Side == Side.Agent && s.Agent != after.Agent);
        }

        private Decision? Do(Step step, ConversationState before)
        {
            var (agent, other, epoch) = (Agents[step.Pick % 3], Agents[(step.Pick + 1) % 3], before.Epoch - step.Lag);
            return step.Kind switch
            {
                0 or 1 => Story.Post(Texts[step.Pick % 4]),
                2 => Story.AskForHuman(),
                3 or 4 => Story.Accept(agent, epoch),
                5 => _staff.Consult(agent, other, epoch),
                6 => _staff.Complete(agent, epoch),
                7 => _staff.Cancel(agent, epoch),
                8 => _staff.TransferTo(agent, new(new AgentId(other), Why: Secret), epoch: epoch),
                9 => _staff.SendOutside(agent, "platform", step.Pick % 2 == 0, epoch),
                10 or 11 => _staff.Say(StaffRole.Agent, agent, Secret, epoch),
                12 => _staff.Whisper(agent, Secret, epoch),
                13 => _staff.TakeOver(agent, epoch),
                14 => _staff.Reassign("zhou", step.Pick % 2 == 0 ? new(new AgentId(agent)) : new(Queue: "service"), epoch: epoch),
                15 => Story.HandBack(agent, epoch),
                16 => Story.AgentPost(agent, "hello", epoch),
                17 => _staff.Join(agent),
                18 => step.Pick % 3 == 0 ? _staff.Leave(agent) : step.Pick % 3 == 1 ? _staff.EndSession("c-" + agent) : _staff.Monitor("zhou"),
                _ => Pass(step.Pick),
            };
        }

        private Decision Pass(int pick)
        {
            Story.Now += TimeSpan.FromSeconds(20 * pick);
            return pick == 11 ? Story.Close() : _staff.OverdueConsult();
        }
    }
}
