namespace Reception.Domain.Staffing.Forecasts;

/// <summary>
/// The limits within which four of five hours ought to be. The variance of an hour's count around its forecast μ is μ + φ²μ²: chance (Poisson),
/// and what the forecast does not know of the hour's rate, which is not Poisson at call centres (Jongbloed and Koole, "Managing uncertainty in
/// call centres using Poisson mixtures", Applied Stochastic Models in Business and Industry 17, 2001). φ² is estimated from the errors of the
/// back-test by moments: Σ((y − μ)² − μ) / Σμ². Limits: μ ± 1.2816 standard deviations, not below 0.
/// </summary>
public readonly record struct PredictionBand(double Low, double High)
{
    /// <summary>The share of hours that ought to be within.</summary>
    public const double Share = 0.8;

    /// <summary>Of the normal distribution: 10 % are above.</summary>
    private const double Quantile = 1.2815515655446004;

    /// <summary>φ² is not taken to be below this: no rate is known better than to 2 %.</summary>
    public const double LeastDispersion = 0.0004;

    /// <summary>φ² where no back-test could be made.</summary>
    public const double UnknownDispersion = 0.25;

    public static PredictionBand Of(double mean, double dispersion)
    {
        var reach = Quantile * Math.Sqrt(mean + (dispersion * mean * mean));
        return new(Math.Max(0, mean - reach), mean + reach);
    }

    public bool Contains(double count) => count >= Low && count <= High;
}
