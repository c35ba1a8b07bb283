namespace Reception.Domain.Triage.Model;

/// <summary>
/// Trains <see cref="SoftmaxModel"/> by stochastic gradient descent on the cross-entropy, step sizes per feature by AdaGrad
/// (Duchi, Hazan and Singer, 2011); of every sample some features are hidden at random, others each time, so that no single
/// word carries an entry (Wager, Wang and Liang, "Dropout training as adaptive regularization", 2013). The order of the samples
/// and what is hidden depend on a fixed seed and the samples alone: same questions, same model.
/// </summary>
internal static class SoftmaxTrainer
{
    public static SoftmaxModel Train(IReadOnlyList<(int Class, SparseVector Vector)> samples, int features, int classes, SoftmaxOptions options)
    {
        var model = SoftmaxModel.Create(features, classes, samples);
        var squares = new float[features];
        var gradient = new float[model.Stride];
        var seen = new bool[samples.Select(s => s.Vector.Ids.Length).DefaultIfEmpty().Max()];
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var random = new Random(20_171_111);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var at in order)
            {
                for (var i = 0; i < samples[at].Vector.Ids.Length; i++)
                    seen[i] = random.NextSingle() >= options.Hidden;
                Step(model, samples[at].Class, samples[at].Vector, seen, gradient, squares, options);
            }
        }

        return model;
    }

    private static void Step(SoftmaxModel model, int label, in SparseVector vector, bool[] seen, float[] gradient, float[] squares, SoftmaxOptions options)
    {
        Array.Clear(gradient);
        // What is seen stands for what is hidden, too.
        var scale = 1f / (1f - options.Hidden);
        for (var i = 0; i < vector.Ids.Length; i++)
            if (seen[i])
                model.Accumulate(vector.Ids[i], vector.Weights[i] * scale, gradient);
        LogitVectors.ToProbabilities(gradient, model.Classes);
        gradient[label] -= 1f;
        var length = 0f;
        foreach (var g in gradient)
            length += g * g;
        if (length < 1e-8f)
            return;
        for (var i = 0; i < vector.Ids.Length; i++)
        {
            if (!seen[i])
                continue;
            var id = vector.Ids[i];
            var weight = vector.Weights[i] * scale;
            squares[id] += weight * weight * length;
            var rate = options.Rate / MathF.Sqrt(squares[id] + 1e-6f);
            model.Add(id, -rate * weight, gradient);
        }
    }
}

/// <summary>How a model is trained.</summary>
/// <param name="Epochs">Passes over the questions.</param>
/// <param name="Rate">First step, before AdaGrad shortens it.</param>
/// <param name="Hidden">Share of a sample's features that is hidden in a pass.</param>
internal sealed record SoftmaxOptions(int Epochs = 16, float Rate = 1f, float Hidden = 0.5f);
