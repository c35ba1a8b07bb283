namespace Reception.Domain.Simulation;

public enum DurationShape { Exponential = 0, Lognormal = 1, Constant = 2 }

/// <summary>
/// How long something takes: mean in seconds (0: no time at all); <paramref name="Variation"/> = standard deviation / mean, for the lognormal
/// only (handling times are close to lognormal: Brown et al., JASA 100(469), 2005).
/// </summary>
public sealed record Duration(double MeanSeconds, DurationShape Shape = DurationShape.Exponential, double Variation = 1)
{
    public static readonly Duration None = new(0, DurationShape.Constant);

    /// <summary>From two numbers, each 0 ≤ u &lt; 1.</summary>
    public TimeSpan At(double u, double v) => TimeSpan.FromSeconds(Math.Min(Seconds(u, v), 1e9));

    private double Seconds(double u, double v)
    {
        if (MeanSeconds == 0) return 0;
        if (Shape == DurationShape.Constant) return MeanSeconds;
        if (Shape == DurationShape.Exponential) return -MeanSeconds * Math.Log(1 - u);
        var variance = Math.Log(1 + (Variation * Variation));
        var normal = Math.Sqrt(-2 * Math.Log(1 - u)) * Math.Cos(2 * Math.PI * v); // Box and Muller 1958
        return MeanSeconds * Math.Exp((normal * Math.Sqrt(variance)) - (variance / 2));
    }
}
