namespace Reception.Domain.Triage.Model;

/// <summary>
/// Turns a match into the probability that its entry is the right one. What tells a question that has an entry from one that
/// has none is alike in all shops, so the signals are weighed by constants (<see cref="Score"/>); how much of that score makes
/// a sure answer differs from shop to shop, so it is scaled per knowledge version on held-out questions: Platt, "Probabilistic
/// outputs for support vector machines", 1999.
/// </summary>
internal sealed class Calibration
{
    /// <summary>Factor for a message of which a single character or word is known and others are not: held-out questions hold none such.</summary>
    private const double ThinEvidence = 0.5;

    /// <summary>
    /// Share of questions in scope that is assumed of a shop's customers. The fit weighs both kinds alike, which tells them apart
    /// best; the intercept is then moved to this share (prior correction, King and Zeng, "Logistic regression in rare events data", 2001).
    /// </summary>
    private const double InScope = 0.75;

    /// <summary>How strongly a small base, whose few held-out questions are often told apart without an error, is drawn to the general scale.</summary>
    private const double RidgeOfIntercept = 2, RidgeOfSlope = 20;

    /// <summary>What fits on quite different bases had in common; for a base in which nothing can be held out, less sure.</summary>
    private const double GeneralIntercept = -4.2, UnfittedIntercept = -5, GeneralSlope = 0.85;

    /// <summary>More evidence is never less sure.</summary>
    private const double LeastSlope = 0.1;

    private readonly double _intercept;
    private readonly double _slope;

    private Calibration(double intercept, double slope)
    {
        _intercept = intercept;
        _slope = slope;
    }

    /// <summary>For a base in which nothing can be held out, such as a single entry: only a near repetition of a question counts.</summary>
    public static Calibration Unfitted { get; } = new(UnfittedIntercept, GeneralSlope);

    public double Probability(in MatchSummary match)
    {
        var isThin = match.KnownUnits < 2 && match.UnknownUnits > 0;
        return Sigmoid(_intercept + _slope * Score(match)) * (isThin ? ThinEvidence : 1);
    }

    /// <summary>Ridge-penalised maximum likelihood by Newton's method; the penalty pulls to the general scale.</summary>
    public static Calibration Fit(IReadOnlyList<HeldOut> samples)
    {
        var outside = samples.Count(s => !s.IsInScope);
        if (outside == 0 || outside == samples.Count)
            return Unfitted;
        var weightOutside = (double)(samples.Count - outside) / outside;
        var points = samples.Select(s => new Point(Score(s.Match), s.IsInScope ? 1 : weightOutside, s.IsRight)).ToArray();
        var at = (Intercept: GeneralIntercept, Slope: GeneralSlope);
        var loss = Loss(points, at);
        for (var (iteration, stride) = (0, 1.0); iteration < 100 && stride > 1e-4; iteration++)
        {
            var step = NewtonStep(points, at);
            var next = (at.Intercept - stride * step.Intercept, at.Slope - stride * step.Slope);
            var then = Loss(points, next);
            if (then > loss)
            {
                stride /= 2;
                continue;
            }

            if (loss - then < 1e-9)
                break;
            (at, loss, stride) = (next, then, Math.Min(1, stride * 2));
        }

        return new(at.Intercept + Math.Log(InScope / (1 - InScope)), Math.Max(at.Slope, LeastSlope));
    }

    private static double Loss(Point[] points, (double Intercept, double Slope) at)
    {
        var loss = (RidgeOfIntercept * Square(at.Intercept - GeneralIntercept) + RidgeOfSlope * Square(at.Slope - GeneralSlope)) / 2;
        foreach (var (score, importance, isRight) in points)
        {
            var z = at.Intercept + at.Slope * score;
            var against = isRight ? -z : z;
            loss += importance * (Math.Max(against, 0) + Math.Log(1 + Math.Exp(-Math.Abs(against))));
        }

        return loss;

        static double Square(double x) => x * x;
    }

    private static (double Intercept, double Slope) NewtonStep(Point[] points, (double Intercept, double Slope) at)
    {
        double g0 = RidgeOfIntercept * (at.Intercept - GeneralIntercept), g1 = RidgeOfSlope * (at.Slope - GeneralSlope), h00 = RidgeOfIntercept, h01 = 0, h11 = RidgeOfSlope;
        foreach (var (score, importance, isRight) in points)
        {
            var p = Sigmoid(at.Intercept + at.Slope * score);
            var error = importance * (p - (isRight ? 1 : 0));
            var curvature = importance * p * (1 - p);
            g0 += error;
            g1 += error * score;
            h00 += curvature;
            h01 += curvature * score;
            h11 += curvature * score * score;
        }

        var determinant = h00 * h11 - h01 * h01;
        return ((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant);
    }

    /// <summary>
    /// How much speaks for the best entry being the right one: the evidence for anything at all, its share that is the best
    /// entry's, and the share of the message's characters and words that the shop has ever used.
    /// </summary>
    private static double Score(in MatchSummary match)
    {
        var p = Math.Clamp(match.Probability, 1e-3, 1 - 1e-3);
        var units = match.KnownUnits + match.UnknownUnits;
        var familiar = units == 0 ? 0 : (double)match.KnownUnits / units;
        return match.Energy + 0.35 * Math.Log(p / (1 - p)) + 2 * familiar;
    }

    /// <summary>A held-out match as the fit sees it.</summary>
    private readonly record struct Point(double Score, double Importance, bool IsRight);

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
