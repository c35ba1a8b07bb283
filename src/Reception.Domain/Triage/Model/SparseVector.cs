namespace Reception.Domain.Triage.Model;

/// <summary>Features of one question and their weights, of length 1.</summary>
internal readonly record struct SparseVector(int[] Ids, float[] Weights)
{
    /// <summary>The tf-idf vector of a set of features; term frequency counts once, so that repeating a word changes nothing.</summary>
    public static SparseVector Of(ReadOnlySpan<ulong> hashes, Vocabulary vocabulary)
    {
        var ids = new List<int>(hashes.Length);
        foreach (var hash in hashes)
            if (vocabulary.IdOf(hash) is >= 0 and var id)
                ids.Add(id);
        var weights = ids.Select(id => vocabulary.Idf[id]).ToArray();
        var norm = MathF.Sqrt(weights.Sum(w => w * w));
        for (var i = 0; i < weights.Length; i++)
            weights[i] /= norm;
        return new([.. ids], weights);
    }
}
