namespace Reception.Domain.Staffing;

/// <summary>A queue in its steady state: one line, first come first served, Poisson arrivals. Times in seconds, shares 0 to 1.</summary>
public abstract class SteadyQueue
{
    /// <summary>Arrivals per second.</summary>
    public required double Arrivals { get; init; }

    /// <summary>Works that can be served at once.</summary>
    public required int Places { get; init; }

    /// <summary>Share of arrivals that find no free place.</summary>
    public required double WaitProbability { get; init; }

    /// <summary>Share of arrivals that give up.</summary>
    public required double Abandonment { get; init; }

    /// <summary>Mean time in line over all arrivals, those served at once and those who give up included; infinite when unstable.</summary>
    public required double MeanWait { get; init; }

    /// <summary>Busy places / places.</summary>
    public required double Occupancy { get; init; }

    /// <summary>False when more arrives than can ever be served and nobody gives up.</summary>
    public bool IsStable => double.IsFinite(MeanWait);

    /// <summary>Mean number of works that wait (Little 1961).</summary>
    public double MeanLine => Arrivals * MeanWait;

    /// <summary>Service level: share of all arrivals that are answered within so many seconds; who gives up is not answered.</summary>
    public abstract double AnsweredWithin(double seconds);

    /// <summary>Share of all arrivals that are still in line after so many seconds.</summary>
    public abstract double WaitsLonger(double seconds);

    /// <summary>Erlang A where customers have a mean patience, Erlang C where not.</summary>
    public static SteadyQueue Of(double arrivals, ServiceRates rates, double? patienceSeconds) =>
        patienceSeconds is { } patience ? ErlangA.Of(arrivals, rates, patience) : ErlangC.Of(arrivals, rates);
}
