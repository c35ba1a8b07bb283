using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>The real matcher, lied to: the random days notice each lie.</summary>
public sealed class TamperedMatcherTests
{
    [Theory]
    [InlineData("newest first")]
    [InlineData("capacity ignored")]
    [InlineData("skills forgotten")]
    [InlineData("labels forgotten")]
    [InlineData("languages forgotten")]
    [InlineData("preferred agent forgotten")]
    [InlineData("declines unheard")]
    [InlineData("time stands still")]
    [InlineData("withdrawals lost")]
    [InlineData("lending unheard")]
    [InlineData("restarts unheard")]
    public void Days_MatcherIsLiedTo_IsNoticed(string lie) =>
        Assert.NotNull(Days.FirstNoticed(lie, 1_500, book => new Liar(lie, new MatcherRouter(book))));

    private sealed class Liar(string lie, IRouter honest) : IRouter
    {
        public DateTimeOffset? NextWake => lie == "time stands still" ? null : honest.NextWake;

        public IEnumerable<(AgentId Agent, ConversationId Work)> Kept => honest.Kept;

        public EnqueueOutcome Enqueue(WaitingWork work, DateTimeOffset now) => honest.Enqueue(
            lie switch
            {
                "newest first" => work with { DueTime = Desk.Start.AddDays(1) - (work.Arrival - Desk.Start) },
                "preferred agent forgotten" => work with { Preferred = null },
                _ => work,
            },
            now);

        public void Remove(ConversationId work, long epoch, AgentId? taker, DateTimeOffset now) => honest.Remove(work, epoch, taker, now);

        public void OnAgentChanged(AgentAvailability word, DateTimeOffset now) => honest.OnAgentChanged(Twist(word), now);

        public void OnAnswered(Guid offer, ReserveResult result, DateTimeOffset now) => honest.OnAnswered(offer, result with { Availability = Twist(result.Availability) }, now);

        public void OnSilent(Guid offer, DateTimeOffset now) => honest.OnSilent(offer, now);

        public void OnOfferEnded(AgentId agent, Guid offer, OfferEnd end, DateTimeOffset now) => honest.OnOfferEnded(agent, offer, lie == "declines unheard" ? OfferEnd.Withdrawn : end, now);

        public void OnTime(DateTimeOffset now) => honest.OnTime(now);

        public void OnLending(QueueId home, long version, int grants, DateTimeOffset now) => honest.OnLending(home, version, lie == "lending unheard" ? 0 : grants, now);

        public void OnPolicy(DateTimeOffset now) => honest.OnPolicy(now);

        public IReadOnlyList<QueueDecision> Take() => lie == "withdrawals lost" ? [.. honest.Take().Where(d => d is not WithdrawDecision)] : honest.Take();

        private AgentAvailability Twist(AgentAvailability word)
        {
            var traits = word.Traits ?? AgentTraits.None;
            return lie switch
            {
                "capacity ignored" => word with { FreeWeight = 9 },
                "skills forgotten" => word with { Traits = traits with { Skills = null } },
                "labels forgotten" => word with { Traits = traits with { Labels = null } },
                "languages forgotten" => word with { Traits = traits with { Languages = null } },
                "restarts unheard" => word with { Life = 1 },
                _ => word,
            };
        }
    }
}
