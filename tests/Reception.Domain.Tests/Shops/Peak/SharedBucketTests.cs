using Reception.Contracts.Shops;
using Reception.Domain.Shops.Peak;
using Reception.Tests;

namespace Reception.Domain.Tests.Shops.Peak;

/// <summary>One budget, several gateways: never more than it says, never less to whoever keeps within it, and nobody takes another's part.</summary>
public sealed class SharedBucketTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Take_AnyPatternOfGateways_NeverMoreThanRateAndBurst() => ForCases(nameof(Take_AnyPatternOfGateways_NeverMoreThanRateAndBurst), random =>
    {
        var (rate, burst) = (1 + random.Next(500), 1 + random.Next(1_000));
        var bucket = new SharedBucket(rate, burst, Start);
        var (now, taken, held) = (Start, 0L, new int[4]);
        for (var i = 0; i < 400; i++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(random.Next(3) == 0 ? 15_000 : 50));
            var gateway = random.Next(held.Length);
            var unused = random.Next(4) == 0 ? random.Next(held[gateway] + 1) : 0;
            var got = bucket.Take($"g{gateway}", random.Next(200), unused, now, out var wait);
            taken += got - unused;
            held[gateway] += got - unused;
            Assert.True(taken <= burst + (rate * (now - Start).TotalSeconds) + 1e-6, $"{taken} of {burst} + {rate}/s after {now - Start}");
            Assert.True(wait >= TimeSpan.Zero);
        }
    });

    [Fact]
    public void Take_TogetherWithinRateAndHalfTheBurst_IsNeverRefused() => ForCases(nameof(Take_TogetherWithinRateAndHalfTheBurst_IsNeverRefused), random =>
    {
        var (rate, burst, gateways) = (1 + random.Next(300), 2 * (1 + random.Next(300)), 1 + random.Next(6));
        var bucket = new SharedBucket(rate, burst, Start);
        var (now, allowed) = (Start, burst / 2.0);
        for (var i = 0; i < 400; i++)
        {
            var pause = TimeSpan.FromMilliseconds(random.Next(100));
            now += pause;
            allowed = Math.Min(burst / 2.0, allowed + (rate * pause.TotalSeconds));
            var want = (int)Math.Floor(allowed * random.NextDouble());
            allowed -= want;
            Assert.Equal(want, bucket.Take($"g{random.Next(gateways)}", want, 0, now, out _));
        }
    });

    [Fact]
    public void Take_OneGatewayFloods_TheOtherHasItsHalf()
    {
        var bucket = new SharedBucket(100, 100, Start);
        var (now, calm, flood) = (Start, 0, 0);
        for (var i = 0; i < 2_000; i++)
        {
            now += TimeSpan.FromMilliseconds(10);
            flood += bucket.Take("flood", 1_000, 0, now, out _);
            if (i % 2 == 0) calm += bucket.Take("calm", 1, 0, now, out _); // 50 a second, its share
        }
        Assert.InRange(calm, 995, 1_000); // it came to a bucket that was empty
        Assert.InRange(flood, 1_000, 1_100);
    }

    [Fact]
    public void Take_TheOthersWantNothing_OneHasAllOfIt()
    {
        var bucket = new SharedBucket(100, 100, Start);
        foreach (var gateway in new[] { "a", "b", "c" }) bucket.Take(gateway, 0, 0, Start, out _);
        var (now, taken) = (Start, 0);
        for (var i = 0; i < 500; i++)
        {
            now += TimeSpan.FromMilliseconds(10);
            taken += bucket.Take("a", 100, 0, now, out _);
            if (i % 100 == 0) bucket.Take("b", 0, 0, now, out _);
        }
        Assert.True(taken >= 500, $"{taken} in 5 s at 100/s");
    }

    [Fact]
    public void Take_GatewayGone_ItsPartIsTheOthers()
    {
        var bucket = new SharedBucket(10, 100, Start);
        bucket.Take("dead", 0, 0, Start, out _);
        bucket.Take("alive", 0, 0, Start, out _);
        var later = Start + SharedBucket.Forgotten + TimeSpan.FromSeconds(1);
        Assert.Equal(100, bucket.Take("alive", 100, 0, later, out _));
        Assert.Equal(1, bucket.Gateways);
    }

    [Fact]
    public void Take_Empty_SaysWhenTheNextIsThere()
    {
        var bucket = new SharedBucket(10, 10, Start);
        Assert.Equal(10, bucket.Take("a", 11, 0, Start, out var wait));
        Assert.Equal(TimeSpan.FromMilliseconds(100), wait);
        Assert.Equal(1, bucket.Take("a", 1, 0, Start + wait, out _));
    }

    [Fact]
    public void Set_ASmallerBudget_HoldsAtOnce()
    {
        var bucket = new SharedBucket(1_000, 1_000, Start);
        bucket.Take("a", 1, 0, Start, out _);
        bucket.Set(10, 20, Start);
        Assert.Equal(20, bucket.Take("a", 500, 0, Start, out _));
    }

    [Fact]
    public void Budget_LeverOff_GrantsAllAndOnAgainBeginsFull()
    {
        var budget = new ShopBudget();
        var lever = new BudgetLever(MessagesPerSecond: 100);
        Assert.Equal(200, budget.Take(lever, new("g", 500, 5), Start).Messages);
        Assert.Null(budget.Take(lever, new("g", 500, 5), Start).Conversations);
        Assert.Null(budget.Take(null, new("g", 500, 5), Start).Messages);
        Assert.Equal(200, budget.Take(lever, new("g", 500, 5), Start).Messages);
    }

    private static void ForCases(string name, Action<Random> check)
    {
        var random = new Random(TestRun.SeedFor(name));
        for (var run = 0; run < TestRun.Cases(200, 5_000); run++) check(random);
    }
}
