using Reception.Domain.Staffing;
using Reception.Tests;

namespace Reception.Domain.Tests.Staffing;

/// <summary>Against published values, and against the chain solved by force.</summary>
public sealed class ErlangTests
{
    /// <summary>The load at which so many servers lose 1 % (the Erlang B tables printed in every teletraffic book, after Palm 1947).</summary>
    [Theory]
    [InlineData(1, 0.0101)]
    [InlineData(5, 1.361)]
    [InlineData(10, 4.461)]
    [InlineData(20, 12.03)]
    [InlineData(100, 84.06)]
    public void ErlangB_LoadOfTheTables_LosesOnePercent(int servers, double load) => Assert.Equal(0.01, Congestion.ErlangB(servers, load), 0.00003);

    /// <summary>Gross and Harris, Fundamentals of Queueing Theory, the eye clinic of chapter 2: 6 arrivals an hour, 3 doctors, 20 minutes each.</summary>
    [Fact]
    public void ErlangC_EyeClinic_IsThePublishedOne()
    {
        var clinic = ErlangC.Of(6.0 / 3_600, ServiceRates.Single(3, 1_200));
        Assert.Equal(4.0 / 9, clinic.WaitProbability, 1e-12);
        Assert.Equal(8.0 / 9, clinic.MeanLine, 1e-12);
        Assert.Equal(28.9, (clinic.MeanWait + 1_200) / 60, 0.05);
    }

    /// <summary>Garnett, Mandelbaum and Reiman 2002, table 1: 48 calls a minute of one minute, 50 agents, nobody gives up.</summary>
    [Fact]
    public void ErlangC_FiftyAgents_IsThePublishedOne()
    {
        var queue = ErlangC.Of(0.8, ServiceRates.Single(50, 60));
        Assert.Equal(20.8, queue.MeanWait, 0.05);
        Assert.Equal(0.96, queue.Occupancy, 1e-9);
        Assert.Equal(0.10, queue.WaitsLonger(58.1), 0.0005);
    }

    /// <summary>The same table with customers who wait two minutes on average: 3.1 % give up, 3.7 s, 93 %.</summary>
    [Fact]
    public void ErlangA_FiftyAgents_IsThePublishedOne()
    {
        var queue = ErlangA.Of(0.8, ServiceRates.Single(50, 60), 120);
        Assert.Equal(0.031, queue.Abandonment, 0.0005);
        Assert.Equal(3.7, queue.MeanWait, 0.05);
        Assert.Equal(0.93, queue.Occupancy, 0.005);
        Assert.Equal(0.10, queue.WaitsLonger(12.5), 0.002);
    }

    public static TheoryData<int, double, double?> Settings()
    {
        var data = new TheoryData<int, double, double?>();
        foreach (var servers in TestRun.Long ? [1, 2, 7, 30] : new[] { 2, 30 })
        {
            foreach (var rho in TestRun.Long ? [0.1, 0.7, 0.95, 1.3] : new[] { 0.7, 1.3 })
            {
                foreach (double? patience in new double?[] { null, 20, 100, 2_000 })
                {
                    if (patience is not null || rho < 0.95) data.Add(servers, rho, patience);
                }
            }
        }
        return data;
    }

    [Theory, MemberData(nameof(Settings))]
    public void Of_AnyLoad_IsTheChainSolvedByForce(int servers, double rho, double? patience)
    {
        var rates = ServiceRates.Single(servers, 100);
        Same(SteadyQueue.Of(rho * servers / 100, rates, patience), new BirthDeath(rho * servers / 100, rates, 1 / patience ?? 0, servers + 900));
    }

    [Theory]
    [InlineData(1, 3, 0.0, 100)]
    [InlineData(4, 3, 0.3, 100)]
    [InlineData(10, 5, 0.7, 60)]
    [InlineData(10, 2, 1.0, 600)]
    public void Of_SeveralChatsAtOnce_IsTheChainSolvedByForce(int agents, int concurrency, double stretch, double patience)
    {
        var rates = ServiceRates.Chats(agents, concurrency, 100, stretch);
        foreach (var rho in new[] { 0.5, 0.9, 1.2 })
        {
            Same(ErlangA.Of(rho * rates.Full, rates, patience), new BirthDeath(rho * rates.Full, rates, 1 / patience, rates.Places + 600));
        }
    }

    [Theory]
    [InlineData(5_000, 0.999, 60)]
    [InlineData(5_000, 1.5, 60)]
    [InlineData(20_000, 1.0, 36_000)]
    [InlineData(3, 200, 5)]
    public void ErlangA_LargeOrOverloaded_KeepsItsIdentities(int servers, double rho, double patience)
    {
        var arrivals = rho * servers / 300;
        var queue = ErlangA.Of(arrivals, ServiceRates.Single(servers, 300), patience);
        Assert.InRange(queue.WaitProbability, 0, 1);
        // What enters and does not give up is served: λ(1 − P(ab)) · h = busy servers.
        Assert.Equal(arrivals * (1 - queue.Abandonment) * 300, queue.Occupancy * servers, 1e-6 * servers);
        Assert.Equal(queue.AnsweredWithin(0), 1 - queue.WaitProbability, 1e-9);
        Assert.Equal(queue.WaitsLonger(0), queue.WaitProbability, 1e-9);
        Assert.Equal(queue.AnsweredWithin(1e7), 1 - queue.Abandonment, 1e-9);
    }

    [Fact]
    public void ErlangA_EndlessPatience_BecomesErlangC()
    {
        var rates = ServiceRates.Single(2_000, 300);
        var (a, c) = (ErlangA.Of(6.6, rates, 1e8), ErlangC.Of(6.6, rates));
        Assert.Equal(c.MeanWait, a.MeanWait, 1e-3 * c.MeanWait);
        Assert.Equal(c.AnsweredWithin(20), a.AnsweredWithin(20), 1e-4);
    }

    [Fact]
    public void ErlangC_MoreThanCanBeServed_IsNotStable()
    {
        var queue = ErlangC.Of(1, ServiceRates.Single(10, 10));
        Assert.False(queue.IsStable);
        Assert.Equal(0, queue.AnsweredWithin(1_000));
    }

    [Fact]
    public void ErlangA_NobodyServes_AllGiveUp() => Assert.Equal(1, ErlangA.Of(1, ServiceRates.Single(0, 10), 60).Abandonment, 1e-12);

    private static void Same(SteadyQueue queue, BirthDeath force)
    {
        Near(force.WaitProbability, queue.WaitProbability);
        Near(force.MeanLine, queue.MeanLine);
        Near(force.Abandonment, queue.Abandonment);
        Near(force.Occupancy, queue.Occupancy);
        foreach (var seconds in new[] { 3.0, 40 })
        {
            var (answered, longer) = force.Within(seconds);
            Near(answered, queue.AnsweredWithin(seconds));
            Near(longer, queue.WaitsLonger(seconds));
        }

        static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-6 * Math.Max(1e-3, Math.Abs(expected)));
    }
}
