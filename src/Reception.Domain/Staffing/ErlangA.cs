namespace Reception.Domain.Staffing;

/// <summary>
/// M/M/n+M: each waiting customer gives up after an exponential patience of mean 1/θ. Palm 1946; the formulas are those of Garnett,
/// Mandelbaum and Reiman, "Designing a call center with impatient customers", M&amp;SOM 4(3), 2002, and of Mandelbaum and Zeltyn, "Service
/// engineering in action: the Palm/Erlang-A queue", 2007.
/// <para>
/// <b>Symbols.</b> M = full rate, x = M/θ, y = λ/θ, A(x, y) = 1 + Σ_{j≥1} y^j / ((x+1)…(x+j)) (an incomplete gamma function), B = B(n−1).
/// Odds of waiting = B · (λ/M) · A. The offered wait V has P(V &gt; t) = P(wait) · J(t)/J(0) with J(t) = e^φ A(x, ye^(−θt)) / M and
/// φ = y(1 − e^(−θt)) − Mt; a customer is in line for min(V, patience). Who is answered after more than t:
/// P(wait) · (M/λ) · e^φ · (A(x, ye^(−θt)) − 1) / A(x, y). At t = 0 that gives all who wait and are answered, and so abandonment;
/// the mean wait is abandonment / θ.
/// </para>
/// <para><b>Stability.</b> A grows like e^y: it is summed outward from its largest term and kept as a logarithm.</para>
/// </summary>
public sealed class ErlangA : SteadyQueue
{
    private readonly double _full;
    private readonly double _theta;
    private readonly double _logAll;

    private ErlangA(double full, double theta, double logAll) => (_full, _theta, _logAll) = (full, theta, logAll);

    public static ErlangA Of(double arrivals, ServiceRates rates, double patienceSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(arrivals);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patienceSeconds);
        var (theta, full) = (1 / patienceSeconds, rates.Full);
        var below = Congestion.Of(arrivals, rates);
        var (logAll, logRest) = Series(full / theta, arrivals / theta);
        var waits = Share(arrivals, full, below.Last, logAll);
        var abandons = arrivals == 0 ? 0 : waits * Math.Max(0, 1 - (full / arrivals * Math.Exp(logRest - logAll)));
        return new ErlangA(full, theta, logAll)
        {
            Arrivals = arrivals,
            Places = rates.Places,
            WaitProbability = waits,
            Abandonment = abandons,
            MeanWait = abandons / theta,
            Occupancy = rates.Places == 0 ? 0 : waits + ((1 - waits) * below.MeanBelow / rates.Places),
        };
    }

    public override double AnsweredWithin(double seconds)
    {
        if (Arrivals == 0) return 1;
        var (phi, (_, logRest)) = At(seconds);
        return Math.Clamp(1 - Abandonment - (WaitProbability * _full / Arrivals * Math.Exp(phi + logRest - _logAll)), 0, 1);
    }

    public override double WaitsLonger(double seconds)
    {
        if (Arrivals == 0) return 0;
        var (phi, (logAll, _)) = At(seconds);
        return WaitProbability * Math.Exp(phi + logAll - _logAll - (_theta * seconds));
    }

    private (double Phi, (double LogAll, double LogRest) Series) At(double seconds)
    {
        var (x, y) = (_full / _theta, Arrivals / _theta);
        var left = y * Math.Exp(-_theta * seconds);
        return (y - left - (_full * seconds), Series(x, left));
    }

    /// <summary>From odds kept as a logarithm: with nobody to serve, everybody waits.</summary>
    private static double Share(double arrivals, double full, double last, double logAll)
    {
        if (arrivals == 0) return 0;
        if (full == 0) return 1;
        return last == 0 ? 0 : 1 / (1 + Math.Exp(-(Math.Log(last * (arrivals / full)) + logAll)));
    }

    /// <summary>ln A(x, y) and ln (A(x, y) − 1), the sums from j = 0 and from j = 1. O(y − x + √y) terms.</summary>
    internal static (double LogAll, double LogRest) Series(double x, double y)
    {
        if (y <= 0) return (0, double.NegativeInfinity);
        var top = Math.Max(1, Math.Floor(y - x));
        var log = 0.0;
        for (var j = 1.0; j <= top; j++) log += Math.Log(y / (x + j));
        var sum = 1.0;
        for (double term = 1, j = top + 1; term > 1e-18 * sum; j++) sum += term *= y / (x + j);
        for (double term = 1, j = top; j > 1 && term > 1e-18 * sum; j--) sum += term *= (x + j) / y;
        var rest = log + Math.Log(sum);
        return (rest > 36 ? rest : Math.Log(1 + Math.Exp(rest)), rest);
    }
}
