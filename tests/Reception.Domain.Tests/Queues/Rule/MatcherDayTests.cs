using Reception.Tests;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>The matcher decides as the rule does, whatever the policy, the agents, the works and the order of events.</summary>
public sealed class MatcherDayTests
{
    [Fact]
    public void Matcher_RandomDays_DecidesAsTheRuleSays()
    {
        var (days, askings) = Days.Play(nameof(Matcher_RandomDays_DecidesAsTheRuleSays), TestRun.Cases(500, 100_000), book => new MatcherRouter(book));
        Assert.True(askings > 2 * days, $"{askings} askings in {days} days are too few to say anything");
    }
}
