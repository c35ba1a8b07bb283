using FsCheck;
using FsCheck.Fluent;
using Reception.Contracts.Agents;
using Reception.Domain.Queues;
using Reception.Tests;

namespace Reception.Domain.Tests.Queues;

/// <summary>The matcher against an independent brute-force one, and work conservation at every quiet point.</summary>
public sealed class MatcherOracleTests
{
    public readonly record struct Step(int Kind, int A, int B, int C);

    private static readonly Gen<Step> Steps =
        Gen.Choose(0, 9).SelectMany(_ => Gen.Choose(0, 1_000), (kind, a) => (kind, a)).SelectMany(_ => Gen.Choose(0, 1_000), (s, b) => (s.kind, s.a, b))
            .SelectMany(_ => Gen.Choose(0, 1_000), (s, c) => new Step(s.kind, s.a, s.b, c));

    [Fact]
    public void Decisions_AnyEvents_AreThoseOfTheBruteForceOracle() =>
        Property.ForAll(Steps, nameof(Decisions_AnyEvents_AreThoseOfTheBruteForceOracle), TestRun.Cases(400, 20_000), steps => Run(steps, heavy: false));

    [Fact]
    public void AnyWeights_AnyEvents_NobodyWaitsWhoMayBeServed() =>
        Property.ForAll(Steps, nameof(AnyWeights_AnyEvents_NobodyWaitsWhoMayBeServed), TestRun.Cases(400, 20_000), steps => Run(steps, heavy: true));

    private static void Run(Step[] steps, bool heavy)
    {
        var desk = new Desk();
        var naive = new NaiveMatcher();
        var asked = new List<ReserveDecision>();
        var answered = new HashSet<int>();
        var versions = 0L;
        var log = new List<string>();
        foreach (var step in steps)
        {
            Play(step);
            Compare();
        }

        void Compare()
        {
            foreach (var decision in desk.Take().OfType<ReserveDecision>())
            {
                asked.Add(decision);
                log.Add($"{decision.Offer.Work.Customer}→{decision.Agent}");
            }
            if (!heavy) Assert.Equal(naive.Log, log);
            AssertQuiet(desk.Matcher, desk.Now);
        }

        void Play(Step step)
        {
            switch (step.Kind)
            {
                case 0 or 1 or 2:
                    var preferred = step.C % 3 == 0 ? Desk.Agent("a" + (step.C % 4)) : (Contracts.Ids.AgentId?)null;
                    var work = Desk.Waits("w" + log.Count + "-" + step.A, desk.Now, TimeSpan.FromSeconds(step.B % 90), heavy ? 1 + (step.C % 3) : 1) with { Preferred = preferred, PreferredUntil = desk.Now.AddSeconds(step.A % 40) };
                    desk.Matcher.Enqueue(work, desk.Now);
                    naive.Enqueue(work, desk.Now);
                    break;
                case 3 when desk.Matcher.Waiting.Count > 0:
                    var gone = desk.Matcher.Waiting.InOrder().ElementAt(step.A % desk.Matcher.Waiting.Count).Work;
                    desk.Matcher.Remove(gone.Work, gone.Epoch, desk.Now);
                    naive.Remove(gone.Work, desk.Now);
                    break;
                case 4 or 5:
                    var agent = Desk.Agent("a" + (step.A % 4));
                    var routable = step.B % 4 != 0;
                    var idle = desk.Now.AddSeconds(-(step.C % 5));
                    desk.Matcher.OnAgentChanged(new(agent, ++versions, routable, step.B % 4, idle, 3), desk.Now);
                    naive.Say(agent, routable, step.B % 4, idle, desk.Now);
                    break;
                case 6 or 7 when Unanswered(step.A) is { } n:
                    answered.Add(n);
                    var reserved = step.B % 4 != 0;
                    var result = new ReserveResult(reserved ? ReserveOutcome.Reserved : ReserveOutcome.NoCapacity, new(asked[n].Agent, ++versions, true, step.C % 3, desk.Now, 3));
                    desk.Matcher.OnAnswered(asked[n].Offer.Offer, result, desk.Now);
                    if (!heavy) naive.Answer(naive.Offers[n], reserved, step.C % 3, desk.Now);
                    break;
                case 8 when Unanswered(step.A) is { } m && step.B % 3 == 0:
                    answered.Add(m);
                    desk.Matcher.OnSilent(asked[m].Offer.Offer, desk.Now);
                    if (!heavy) naive.Silent(naive.Offers[m], desk.Now);
                    break;
                case 8 when asked.Count > 0:
                    var d = step.A % asked.Count;
                    desk.Matcher.OnOfferEnded(asked[d].Agent, asked[d].Offer.Offer, OfferEnd.Declined, desk.Now);
                    if (!heavy) naive.Decline(naive.Offers[d], desk.Now);
                    break;
                case 9:
                    var end = desk.Now.AddSeconds(step.A % 12);
                    while (desk.Matcher.NextWake is { } at && at <= end)
                    {
                        desk.Now = at > desk.Now ? at : desk.Now;
                        desk.Matcher.OnTime(desk.Now);
                        if (!heavy) naive.Time(desk.Now);
                        Compare();
                    }
                    desk.Now = end;
                    break;
            }
        }

        int? Unanswered(int pick)
        {
            var open = Enumerable.Range(0, asked.Count).Where(i => !answered.Contains(i)).ToArray();
            return open.Length == 0 ? null : open[pick % open.Length];
        }
    }

    /// <summary>Invariant 4, evaluated afresh over all pairs; agents kept for overdue heavy work are few and serve it once it fits.</summary>
    private static void AssertQuiet(Matcher matcher, DateTimeOffset now)
    {
        var here = matcher.Pool.Agents.Where(a => a.IsRoutable(now)).ToArray();
        var pause = here.Length <= 1 ? MatchPolicy.AlonePause : MatchPolicy.CoolDown;
        foreach (var entry in matcher.Waiting.InOrder().Where(e => e.Offer is null))
        {
            var window = entry.Work.Preferred is { } p && !entry.PreferredRefused && now < entry.Work.PreferredUntil && here.Any(a => a.Id == p);
            foreach (var agent in here)
            {
                var kept = agent.Earmark is not null && agent.Earmark != entry;
                var may = agent.Free >= entry.Work.Weight && !kept && !entry.IsCooling(agent.Id, now, pause) && (!window || agent.Id == entry.Work.Preferred);
                Assert.False(may, $"{entry.Work.Work} waits while {agent.Id} may serve it");
            }
        }
        var keeping = here.Where(a => a.Earmark is not null).ToArray();
        Assert.True(keeping.Length <= Math.Max(1, here.Length / MatchPolicy.AgentsPerEarmark));
        Assert.All(keeping, a => Assert.True(a.Earmark!.Key.Due <= now && a.Earmark.Work.Weight > 1 && matcher.Waiting.Find(a.Earmark.Work.Work) == a.Earmark));
        Assert.Equal(matcher.Offered, matcher.Waiting.InOrder().Count(e => e.State == WaitingState.Offered && e.Offer is not null));
    }
}
