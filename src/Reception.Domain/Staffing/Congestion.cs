namespace Reception.Domain.Staffing;

/// <summary>
/// The chain of busy places without a queue, as seen from its upper end. Erlang's loss recursion (Erlang 1917; for state-dependent rates
/// the same cut argument): B(0) = 1, B(j) = λB(j−1) / (μ(j) + λB(j−1)), where B(j) = p(j) / (p(0) + … + p(j)). It only ever adds and
/// multiplies numbers between 0 and 1, so it is stable for any number of places (factorials are not).
/// </summary>
/// <param name="Loss">B(places): the share of arrivals that find all places taken when nobody may wait.</param>
/// <param name="Last">B(places − 1).</param>
/// <param name="MeanBelow">The mean number of busy places, given that one is free.</param>
public readonly record struct Congestion(double Loss, double Last, double MeanBelow)
{
    /// <summary>O(places). <paramref name="arrivals"/> per second.</summary>
    public static Congestion Of(double arrivals, ServiceRates rates)
    {
        double loss = 1, last = 1, mean = 0, below = 0;
        for (var j = 1; j <= rates.Places; j++)
        {
            (last, below) = (loss, mean);
            loss = arrivals * loss / (rates.At(j) + (arrivals * loss));
            mean += loss * (j - mean);
        }
        return new Congestion(loss, last, below);
    }

    /// <summary>Erlang B: the share of <paramref name="load"/> erlangs that <paramref name="servers"/> servers lose.</summary>
    public static double ErlangB(int servers, double load) => Of(load, ServiceRates.Single(servers, 1)).Loss;
}
