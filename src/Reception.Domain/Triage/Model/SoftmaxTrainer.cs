namespace Reception.Domain.Triage.Model;

/// <summary>
/// Trains <see cref="SoftmaxModel"/> by stochastic gradient descent on the cross-entropy, step sizes per feature by AdaGrad
/// (Duchi, Hazan and Singer, 2011). The order of the samples is a fixed permutation of their own order: same questions, same model.
/// </summary>
internal static class SoftmaxTrainer
{
    public static SoftmaxModel Train(IReadOnlyList<(int Class, SparseVector Vector)> samples, int features, int classes, SoftmaxOptions options)
    {
        var model = SoftmaxModel.Create(features, classes, samples);
        var squares = new float[features];
        var gradient = new float[model.Stride];
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var random = new Random(20_171_111);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var at in order)
                Step(model, samples[at].Class, samples[at].Vector, gradient, squares, options);
        }

        return model;
    }

    private static void Step(SoftmaxModel model, int label, in SparseVector vector, float[] gradient, float[] squares, SoftmaxOptions options)
    {
        Array.Clear(gradient);
        for (var i = 0; i < vector.Ids.Length; i++)
            model.Accumulate(vector.Ids[i], vector.Weights[i], gradient);
        LogitVectors.ToProbabilities(gradient, model.Classes);
        gradient[label] -= 1f;
        var length = 0f;
        foreach (var g in gradient)
            length += g * g;
        if (length < 1e-8f)
            return;
        for (var i = 0; i < vector.Ids.Length; i++)
        {
            var id = vector.Ids[i];
            var weight = vector.Weights[i];
            squares[id] += weight * weight * length;
            var rate = options.Rate / MathF.Sqrt(squares[id] + 1e-6f);
            model.Add(id, -rate * weight, gradient);
        }
    }
}

/// <summary>How a model is trained.</summary>
/// <param name="Epochs">Passes over the questions.</param>
/// <param name="Rate">First step, before AdaGrad shortens it.</param>
internal sealed record SoftmaxOptions(int Epochs = 10, float Rate = 1f);
