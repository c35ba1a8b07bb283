namespace Reception.Domain.Triage.Model;

/// <summary>
/// Turns a match into the probability that its entry is the right one: Platt scaling (Platt, "Probabilistic outputs for
/// support vector machines", 1999) over several signals instead of one, i.e. a logistic regression, fitted per knowledge
/// version on held-out questions, and drawn to general weights where a shop has few.
/// </summary>
internal sealed class Calibration
{
    private const int Signals = 6;
    private readonly double[] _weights;

    private Calibration(double[] weights) => _weights = weights;

    /// <summary>For a base too small to fit one.</summary>
    public static Calibration General { get; } = new([-4.5, 0.35, 0.3, 5.0, 1.0, 0.3]);

    public double Probability(in MatchSummary match)
    {
        Span<double> x = stackalloc double[Signals];
        Read(match, x);
        return Sigmoid(Dot(_weights, x));
    }

    /// <summary>Ridge-penalised maximum likelihood by gradient descent with momentum; the penalty pulls to <see cref="General"/>.</summary>
    public static Calibration Fit(IReadOnlyList<(MatchSummary Match, bool IsRight)> samples, double ridge)
    {
        if (samples.Count == 0)
            return General;
        var prior = General._weights;
        var weights = (double[])prior.Clone();
        var rows = new double[samples.Count][];
        for (var i = 0; i < rows.Length; i++)
            Read(samples[i].Match, rows[i] = new double[Signals]);
        for (var iteration = 0; iteration < 60; iteration++)
            if (!NewtonStep(weights, prior, rows, samples, ridge))
                break;
        return new(weights);
    }

    private static bool NewtonStep(double[] weights, double[] prior, double[][] rows, IReadOnlyList<(MatchSummary Match, bool IsRight)> samples, double ridge)
    {
        var gradient = new double[Signals];
        var hessian = new double[Signals, Signals];
        for (var j = 0; j < Signals; j++)
        {
            gradient[j] = ridge * (weights[j] - prior[j]);
            hessian[j, j] = ridge;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var p = Sigmoid(Dot(weights, rows[i]));
            var error = p - (samples[i].IsRight ? 1 : 0);
            var curvature = Math.Max(p * (1 - p), 1e-6);
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
        var p = Math.Clamp(match.Probability, 1e-6, 1 - 1e-6);
        x[0] = 1;
        x[1] = Math.Log(p / (1 - p));
        x[2] = match.Margin;
        x[3] = match.Similarity;
        x[4] = match.Coverage;
        x[5] = Math.Log(1 + match.Features) - 3;
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
