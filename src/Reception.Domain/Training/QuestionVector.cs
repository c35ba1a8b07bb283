using Reception.Domain.Triage.Model;

namespace Reception.Domain.Training;

/// <summary>
/// A short text as weighted features (<see cref="QuestionFeatures"/>), ascending by hash, length 1. What is frequent in general talk (<see cref="Background"/>) weighs little; single characters
/// half. The weights depend on the text alone, so that comparing texts does not depend on what else was seen.
/// </summary>
public sealed class QuestionVector
{
    private const double UnitWeight = 0.5;
    private static readonly Lazy<(Dictionary<ulong, int> Seen, int Texts)> General = new(CountBackground);

    private readonly ulong[] _features;
    private readonly float[] _weights;

    private QuestionVector(ulong[] features, float[] weights) => (_features, _weights) = (features, weights);

    public bool IsEmpty => _features.Length == 0;

    public static QuestionVector Of(string text)
    {
        var features = Features(text);
        var weights = new double[features.Length];
        for (var i = 0; i < features.Length; i++) weights[i] = WeightOf(features[i]);
        return Scaled(features, weights);
    }

    /// <summary>The direction of a sum; the order of the vectors does not matter beyond rounding.</summary>
    public static QuestionVector Sum(IEnumerable<QuestionVector> vectors)
    {
        var weights = new SortedDictionary<ulong, double>();
        foreach (var vector in vectors)
        {
            for (var i = 0; i < vector._features.Length; i++)
                weights[vector._features[i]] = weights.GetValueOrDefault(vector._features[i]) + vector._weights[i];
        }
        return Scaled([.. weights.Keys], [.. weights.Values]);
    }

    /// <summary>The cosine, 0 to 1.</summary>
    public double Similarity(QuestionVector other)
    {
        var (sum, i, j) = (0.0, 0, 0);
        while (i < _features.Length && j < other._features.Length)
        {
            if (_features[i] == other._features[j]) sum += _weights[i++] * other._weights[j++];
            else if (_features[i] < other._features[j]) i++;
            else j++;
        }
        return Math.Min(1, sum);
    }

    private static QuestionVector Scaled(ulong[] features, double[] weights)
    {
        var square = 0.0;
        foreach (var weight in weights) square += weight * weight;
        return square == 0 ? new([], []) : new(features, Array.ConvertAll(weights, w => (float)(w / Math.Sqrt(square))));
    }

    private static double WeightOf(ulong feature)
    {
        var (seen, texts) = General.Value;
        var rarity = Math.Log((texts + 1.0) / (seen.GetValueOrDefault(feature) + 1.0)) / Math.Log(texts + 1.0);
        return (0.1 + (0.9 * rarity)) * (QuestionFeatures.IsUnit(feature) ? UnitWeight : 1);
    }

    private static ulong[] Features(string text) => QuestionFeatures.Of(MaskedText.WithoutSlots(text));

    private static (Dictionary<ulong, int>, int) CountBackground()
    {
        var seen = new Dictionary<ulong, int>();
        foreach (var sentence in Background.Sentences)
        {
            foreach (var feature in Features(sentence)) seen[feature] = seen.GetValueOrDefault(feature) + 1;
        }
        return (seen, Background.Sentences.Length);
    }
}
