using Reception.Domain.Simulation;
using Reception.Domain.Staffing;
using Reception.Tests;

namespace Reception.Domain.Tests.Simulation;

/// <summary>
/// The real matcher and ledgers under virtual time against Erlang C and A: within 3 % and inside the 99 % interval by batch means, on the
/// mean wait, the service level and abandonment. Seeds are these numbers, fixed before the first run. At ρ = 0.9 without abandonment the mean
/// wait of a million arrivals has itself a standard error of about 3 % (Whitt, Management Science 35(11), 1989: it grows with
/// 1/(1 − ρ)²), so that setting and those above 0.9 run longer.
/// </summary>
public sealed class TheoryTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.03;
    private const double Within = 30;
    private const int Million = 1_000_000;

    /// <summary>Agents, ρ, mean patience in seconds (0: endless), seed, arrivals. A plain run takes two of them with fewer arrivals.</summary>
    public static TheoryData<int, double, double, int, int> Settings() => TestRun.Long
        ? new()
        {
            { 1, 0.5, 0, 1001, Million },
            { 1, 0.7, 0, 1002, Million },
            { 3, 0.6, 0, 1003, Million },
            { 5, 0.75, 0, 1004, Million },
            { 10, 0.8, 0, 1005, Million },
            { 20, 0.8, 0, 1006, Million },
            { 1, 0.9, 180, 2001, Million },
            { 3, 0.6, 90, 2002, Million },
            { 5, 0.8, 360, 2003, Million },
            { 10, 0.9, 180, 2004, Million },
            { 20, 0.9, 360, 2005, Million },
            { 50, 0.9, 90, 2006, Million },
            { 20, 0.9, 0, 3001, 10 * Million },
            { 10, 0.95, 600, 3002, 4 * Million },
            { 30, 1.0, 180, 3003, 2 * Million },
            { 30, 1.2, 180, 3004, 2 * Million },
        }
        : new() { { 3, 0.6, 0, 1003, 20_000 }, { 10, 0.9, 180, 2004, 20_000 } };

    /// <summary>Within 3 %; with fewer arrivals the tolerance is wider, the interval stays what it is.</summary>
    [Theory, MemberData(nameof(Settings))]
    public void Run_ManyArrivals_IsErlang(int agents, double rho, double patience, int seed, int arrivals) =>
        Check(agents, rho, patience, seed, arrivals, arrivals < Million ? 0.15 : Tolerance);

    /// <summary>
    /// Three chats at once. Without stretch that is "agents × concurrency servers", exactly. With it theory spreads chats evenly and changes their
    /// speed as agents fill up; the simulation stretches each by what its agent holds when it begins: they differ by a few per cent.
    /// </summary>
    [Theory]
    [InlineData(5, 3, 0.0, 0.03, 4001)]
    [InlineData(5, 3, 0.3, 0.15, 4002)]
    public void Run_ThreeChatsAtOnce_IsNearTheory(int agents, int concurrency, double stretch, double tolerance, int seed)
    {
        var shop = new SteadyShop(agents, 0.9, 180, Concurrency: concurrency, Stretch: stretch);
        var figures = Simulator.Run(shop.Scenario(TestRun.Cases(20_000, Million), seed)).All(Within);
        tolerance = TestRun.Long ? tolerance : 0.25;
        output.WriteLine(FormattableString.Invariant($"{agents} agents x {concurrency}, stretch {stretch}: abandonment {figures.Abandonment:P2} (theory {shop.Theory.Abandonment:P2}), answered in {Within} s {figures.ServiceLevel:P2} ({shop.Theory.AnsweredWithin(Within):P2}), mean wait {figures.MeanWait:0.00} s ({shop.Theory.MeanWait:0.00} s)"));
        Assert.Equal(1, figures.MeanWait / shop.Theory.MeanWait, tolerance);
        Assert.Equal(1, figures.ServiceLevel / shop.Theory.AnsweredWithin(Within), tolerance);
    }

    private void Check(int agents, double rho, double patience, int seed, int arrivals, double tolerance)
    {
        var shop = new SteadyShop(agents, rho, patience > 0 ? patience : null);
        var theory = shop.Theory;
        var waits = Simulator.Run(shop.Scenario(arrivals, seed)).Counted.OrderBy(w => w.Arrival).ToArray();
        var wait = BatchMeans.Of([.. waits.Select(w => w.Wait)]);
        var level = BatchMeans.Of([.. waits.Select(w => w.End == WaitEnd.Answered && w.Wait <= Within ? 1.0 : 0)]);
        var abandonment = BatchMeans.Of([.. waits.Select(w => w.End == WaitEnd.GaveUp ? 1.0 : 0)]);
        output.WriteLine($"M/M/{agents}{(patience > 0 ? $"+M({patience} s)" : "")} rho {rho}, {arrivals} arrivals, seed {seed}:");
        Say("mean wait s", theory.MeanWait, wait);
        Say($"answered within {Within} s", theory.AnsweredWithin(Within), level);
        Say("abandonment", theory.Abandonment, abandonment);
        Near("mean wait", theory.MeanWait, wait, tolerance);
        Near("service level", theory.AnsweredWithin(Within), level, tolerance);
        if (patience > 0) Near("abandonment", theory.Abandonment, abandonment, tolerance);
    }

    private void Say(string what, double theory, BatchMeans measured) => output.WriteLine(
        FormattableString.Invariant($"  {what}: theory {theory:0.#####}, simulated {measured.Mean:0.#####} ± {measured.HalfWidth:0.#####} ({(theory == 0 ? 0 : (measured.Mean / theory) - 1):+0.00%;-0.00%})"));

    private static void Near(string what, double theory, BatchMeans measured, double tolerance)
    {
        Assert.True(Math.Abs((measured.Mean / theory) - 1) <= tolerance, $"{what}: {measured.Mean} is not within {tolerance:P0} of {theory}");
        Assert.True(measured.Contains(theory), $"{what}: {theory} is outside {measured.Mean} ± {measured.HalfWidth}");
    }
}
