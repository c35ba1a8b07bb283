using Reception.Domain.Insight;
using Reception.Tests;

namespace Reception.Domain.Tests.Insight;

public sealed class BurstTests(ITestOutputHelper output)
{
    private const int Topics = 200;

    /// <summary>Nothing changes: the test may be wrong as often as it says, not more, however rare the topic.</summary>
    [Theory]
    [InlineData(100, 500)]
    [InlineData(1_000, 20_000)]
    [InlineData(10_000, 10_000)]
    public void LogChance_SharesUnchanged_IsWrongNoMoreOftenThanItSays(int window, int usual)
    {
        var random = new Random(TestRun.SeedFor(nameof(LogChance_SharesUnchanged_IsWrongNoMoreOftenThanItSays)));
        var zipf = new Zipf(Topics, 1);
        var rounds = TestRun.Cases(2_000_000, 40_000_000) / (window + usual);
        var (looks, wrong, doubled, bursts) = (0, new int[3], 0, 0);
        for (var i = 0; i < rounds; i++)
        {
            var (x, y) = (Draw(zipf, random, window), Draw(zipf, random, usual));
            for (var t = 0; t < Topics; t++)
            {
                var chance = Burst.LogChance(x[t], window, y[t], usual);
                looks++;
                for (var level = 0; level < 3; level++) wrong[level] += chance <= -(level + 2) * Math.Log(10) ? 1 : 0;
                doubled += x[t] * usual >= 2 * y[t] * window && x[t] > 0 ? 1 : 0;
                bursts += Burst.Is(x[t], window, y[t], usual, Burst.LeastConversations) ? 1 : 0;
            }
        }

        output.WriteLine($"{looks} looks: at 1e-2 {wrong[0]}, 1e-3 {wrong[1]}, 1e-4 {wrong[2]}; twice the usual share by chance {doubled}; bursts {bursts}");
        for (var level = 0; level < 3; level++) Assert.True(wrong[level] <= looks * Math.Pow(10, -(level + 2)), $"level {level + 2}: {wrong[level]} of {looks}");
        Assert.Equal(0, bursts);
    }

    /// <summary>One in a hundred questions becomes one in ten: of a thousand questions every such burst is seen.</summary>
    [Fact]
    public void Is_ShareGrowsTenfold_IsSeen()
    {
        var random = new Random(TestRun.SeedFor(nameof(Is_ShareGrowsTenfold_IsSeen)));
        for (var i = 0; i < 1_000; i++)
        {
            var (x, y) = (0, 0);
            for (var n = 0; n < 1_000; n++) x += random.NextDouble() < 0.1 ? 1 : 0;
            for (var n = 0; n < 20_000; n++) y += random.NextDouble() < 0.01 ? 1 : 0;
            Assert.True(Burst.Is(x, 1_000, y, 20_000, Burst.LeastConversations), $"{x} of 1000, usually {y} of 20000");
        }
    }

    [Theory]
    [InlineData(19, 100, 0, 100_000, 20, false)] // too few
    [InlineData(20, 100, 0, 100_000, 20, true)]
    [InlineData(20, 100, 0, 100_000, 7, false)] // few customers, however often they ask
    [InlineData(5_000, 10_000, 30_000, 100_000, 20, false)] // sure, but not twice the usual
    [InlineData(7_000, 10_000, 30_000, 100_000, 20, true)]
    [InlineData(100, 100, 0, 0, 20, false)] // nothing is usual yet
    public void Is_EachCondition_Counts(double x, double n, double y, double m, int conversations, bool expected) =>
        Assert.Equal(expected, Burst.Is(x, n, y, m, conversations));

    /// <summary>The bound beside the exact tail of the binomial distribution.</summary>
    [Theory]
    [InlineData(20, 1_000, 5, 2_000)]
    [InlineData(30, 1_000, 0, 1_000)]
    [InlineData(3, 50, 1, 500)]
    public void LogChance_BesideTheExactTail_IsAbove(int x, int n, int y, int m)
    {
        var (s, p, tail) = (x + y, (double)n / (n + m), 0.0);
        for (var k = x; k <= s; k++)
        {
            var log = (k * Math.Log(p)) + ((s - k) * Math.Log(1 - p));
            for (var j = 1; j <= k; j++) log += Math.Log(s - k + j) - Math.Log(j);
            tail += Math.Exp(log);
        }

        var bound = Math.Exp(Burst.LogChance(x, n, y, m));

        Assert.True(bound >= tail && bound < tail * 100, $"bound {bound}, exact {tail}");
    }

    private static int[] Draw(Zipf zipf, Random random, int count)
    {
        var drawn = new int[Topics];
        for (var i = 0; i < count; i++) drawn[zipf.Draw(random)]++;
        return drawn;
    }
}
