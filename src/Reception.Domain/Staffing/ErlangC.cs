namespace Reception.Domain.Staffing;

/// <summary>
/// M/M/n: nobody gives up. Erlang 1917; as in Gans, Koole and Mandelbaum, "Telephone call centers", M&amp;SOM 5(2), 2003, section 4.
/// With full rate M and B(n−1) from <see cref="Congestion"/>: odds of waiting = B(n−1) · λ / (M − λ); who waits, waits exponentially at
/// rate M − λ.
/// </summary>
public sealed class ErlangC : SteadyQueue
{
    private readonly double _drain;

    private ErlangC(double drain) => _drain = drain;

    public static ErlangC Of(double arrivals, ServiceRates rates)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(arrivals);
        var drain = rates.Full - arrivals;
        if (drain <= 0 && arrivals > 0) return Unstable(arrivals, rates.Places);
        var below = Congestion.Of(arrivals, rates);
        var odds = arrivals == 0 ? 0 : below.Last * arrivals / drain;
        var waits = odds / (1 + odds);
        return new ErlangC(drain)
        {
            Arrivals = arrivals,
            Places = rates.Places,
            WaitProbability = waits,
            Abandonment = 0,
            MeanWait = waits == 0 ? 0 : waits / drain,
            Occupancy = rates.Places == 0 ? 0 : waits + ((1 - waits) * below.MeanBelow / rates.Places),
        };
    }

    public override double AnsweredWithin(double seconds) => 1 - WaitsLonger(seconds);

    public override double WaitsLonger(double seconds) => !IsStable ? 1 : WaitProbability == 0 ? 0 : WaitProbability * Math.Exp(-_drain * seconds);

    private static ErlangC Unstable(double arrivals, int places) => new(0)
    {
        Arrivals = arrivals,
        Places = places,
        WaitProbability = 1,
        Abandonment = 0,
        MeanWait = double.PositiveInfinity,
        Occupancy = places == 0 ? 0 : 1,
    };
}
