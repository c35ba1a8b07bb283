namespace Reception.Domain.Triage.Model;

/// <summary>
/// Turns a match into the probability that its entry is the right one: Platt scaling (Platt, "Probabilistic outputs for
/// support vector machines", 1999) over several signals instead of one, i.e. a logistic regression, fitted per knowledge
/// version on held-out questions, and drawn to general weights where a shop has few questions.
/// </summary>
internal sealed class Calibration
{
    private const int Signals = 7;

    /// <summary>Factor for a message of which a single character or word is known and others are not: held-out questions hold none such.</summary>
    private const double ThinEvidence = 0.5;


    /// <summary>
    /// Share of questions in scope that is assumed of a shop's customers. The fit weighs both kinds alike, which tells them apart
    /// best; the intercept is then moved to this share (prior correction, King and Zeng, "Logistic regression in rare events data", 2001).
    /// </summary>
    private const double InScope = 0.75;

    private readonly double[] _weights;

    private Calibration(double[] weights) => _weights = weights;

    /// <summary>For a base in which nothing can be held out, such as a single entry: only a near repetition of a question counts.</summary>
    public static Calibration Unfitted { get; } = new([-5, 0.25, 0.15, 8, 1, 0.2, -0.5]);

    /// <summary>What fits on five quite different bases had in common, rounded; a small base is drawn to it.</summary>
    private static readonly double[] General = [-3.2, 0.55, 0.1, 2.5, 1, 0.6, -0.4];


    public double Probability(in MatchSummary match)
    {
        Span<double> x = stackalloc double[Signals];
        Read(match, x);
        var isThin = match.KnownUnits < 2 && match.UnknownUnits > 0;
        return Sigmoid(Dot(_weights, x)) * (isThin ? ThinEvidence : 1);
    }

    /// <summary>Ridge-penalised maximum likelihood by Newton's method; the penalty pulls to <see cref="General"/>.</summary>
    public static Calibration Fit(IReadOnlyList<HeldOut> samples, double ridge)
    {
        var outside = samples.Count(s => !s.IsInScope);
        if (outside == 0 || outside == samples.Count)
            return Unfitted;
        var weights = (double[])General.Clone();
        var weightOutside = (double)(samples.Count - outside) / outside;
        var rows = new double[samples.Count][];
        for (var i = 0; i < rows.Length; i++)
            Read(samples[i].Match, rows[i] = new double[Signals]);
        for (var iteration = 0; iteration < 60; iteration++)
            if (!NewtonStep(weights, rows, samples, weightOutside, ridge))
                break;
        weights[0] += Math.Log(InScope / (1 - InScope));
        return new(weights);
    }

    private static bool NewtonStep(double[] weights, double[][] rows, IReadOnlyList<HeldOut> samples, double weightOutside, double ridge)
    {
        var gradient = new double[Signals];
        var hessian = new double[Signals, Signals];
        for (var j = 0; j < Signals; j++)
        {
            gradient[j] = ridge * (weights[j] - General[j]);
            hessian[j, j] = ridge;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var p = Sigmoid(Dot(weights, rows[i]));
            var importance = samples[i].IsInScope ? 1 : weightOutside;
            var error = importance * (p - (samples[i].IsRight ? 1 : 0));
            var curvature = importance * Math.Max(p * (1 - p), 1e-6);
            for (var j = 0; j < Signals; j++)
            {
                gradient[j] += error * rows[i][j];
                for (var k = 0; k < Signals; k++)
                    hessian[j, k] += curvature * rows[i][j] * rows[i][k];
            }
        }

        var step = Solve(hessian, gradient);
        var size = 0.0;
        for (var j = 0; j < Signals; j++)
        {
            weights[j] -= Math.Clamp(step[j], -3, 3);
            size += Math.Abs(step[j]);
        }

        return size > 1e-6;
    }

    /// <summary>Gaussian elimination; the ridge keeps the matrix regular.</summary>
    private static double[] Solve(double[,] a, double[] b)
    {
        var n = b.Length;
        var x = (double[])b.Clone();
        for (var pivot = 0; pivot < n; pivot++)
        {
            for (var row = pivot + 1; row < n; row++)
            {
                var factor = a[row, pivot] / a[pivot, pivot];
                for (var column = pivot; column < n; column++)
                    a[row, column] -= factor * a[pivot, column];
                x[row] -= factor * x[pivot];
            }
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < n; column++)
                x[row] -= a[row, column] * x[column];
            x[row] /= a[row, row];
        }

        return x;
    }

    private static void Read(in MatchSummary match, Span<double> x)
    {
        var p = Math.Clamp(match.Probability, 1e-3, 1 - 1e-3);
        x[0] = 1;
        x[1] = Math.Log(p / (1 - p));
        x[2] = Math.Min(match.Margin, 5);
        x[3] = match.Similarity;
        x[4] = match.Coverage;
        x[5] = Math.Log(1 + match.Features) - 3;
        x[6] = Math.Log(1 + match.UnknownUnits);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
