using FsCheck.Fluent;
using Reception.Domain.Knowledge;
using Reception.Tests;

namespace Reception.Domain.Tests.Knowledge;

/// <summary>Which conversations use a canary.</summary>
public sealed class CanaryShareTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(99)]
    public void Includes_ManyConversations_IsNearItsShare(int share)
    {
        const int conversations = 100_000;
        var included = Enumerable.Range(0, conversations).Count(i => CanaryShare.Includes($"demo/web/v-{i}", 7, share));
        Assert.InRange(included * 100.0 / conversations, share - 0.6, share + 0.6);
    }

    [Fact]
    public void Includes_AShareThatIsRaised_KeepsThoseItHad() =>
        Property.ForAll(Gen.Choose(0, int.MaxValue), nameof(Includes_AShareThatIsRaised_KeepsThoseItHad), TestRun.Cases(100, 1_000), customers =>
        {
            foreach (var customer in customers)
            {
                var firstShare = Enumerable.Range(0, 101).First(share => CanaryShare.Includes($"demo/web/{customer}", 3, share));
                Assert.InRange(firstShare, 1, 100);
                Assert.All(Enumerable.Range(firstShare, 101 - firstShare), share => Assert.True(CanaryShare.Includes($"demo/web/{customer}", 3, share)));
            }
        });

    [Fact]
    public void Includes_AnotherVersion_ChoosesOthers()
    {
        var both = Enumerable.Range(0, 10_000).Count(i => CanaryShare.Includes($"demo/web/v-{i}", 7, 50) && CanaryShare.Includes($"demo/web/v-{i}", 8, 50));
        Assert.InRange(both, 2_200, 2_800);
    }

    [Fact]
    public void Includes_LongNames_AreTaken() => Assert.True(CanaryShare.Includes(new string('长', 1_000), 1, 100));
}
