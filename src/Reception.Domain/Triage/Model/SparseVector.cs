using Reception.Domain.Triage.Text;

namespace Reception.Domain.Triage.Model;

/// <summary>Features of one question and their weights, of length 1.</summary>
internal readonly record struct SparseVector(int[] Ids, float[] Weights)
{
    /// <summary>
    /// The tf-idf vector of a set of features; term frequency counts once, so that repeating a word changes nothing. The features
    /// of what stands together are many and grow with the square of the text: as a group they get a fixed length of their own.
    /// </summary>
    public static SparseVector Of(ReadOnlySpan<ulong> hashes, Vocabulary vocabulary, float togetherWeight)
    {
        var ids = new List<int>(hashes.Length);
        var group = new List<bool>(hashes.Length);
        float alone = 0, together = 0;
        foreach (var hash in hashes)
        {
            if (vocabulary.IdOf(hash) is not (>= 0 and var id))
                continue;
            ids.Add(id);
            group.Add(GramReader.IsTogether(hash));
            if (group[^1])
                together += vocabulary.Idf[id] * vocabulary.Idf[id];
            else
                alone += vocabulary.Idf[id] * vocabulary.Idf[id];
        }

        var scales = GroupScales.Of(alone, together, knownShare: 1, togetherWeight);
        return new([.. ids], [.. ids.Select((id, i) => vocabulary.Idf[id] * (group[i] ? scales.Together : scales.Alone))]);
    }
}

/// <summary>What the idf of a feature is multiplied by to become its weight in a text's vector, by group.</summary>
internal readonly record struct GroupScales(float Alone, float Together)
{
    /// <summary>Scales to length 1 less what is unknown: a message half unknown has a shorter vector, so it speaks less for every entry.</summary>
    /// <param name="alone">Sum of the squared idf of known features that are not <see cref="GramReader.IsTogether"/>.</param>
    /// <param name="together">The same of those that are.</param>
    /// <param name="knownShare">Share of the message that is known, 0 to 1.</param>
    /// <param name="togetherWeight">Length of the second group, in lengths of the first.</param>
    public static GroupScales Of(float alone, float together, float knownShare, float togetherWeight)
    {
        if (alone <= 0)
            return default;
        var length = MathF.Sqrt(knownShare / (together > 0 ? 1 + togetherWeight * togetherWeight : 1));
        return new(length / MathF.Sqrt(alone), together > 0 ? length * togetherWeight / MathF.Sqrt(together) : 0);
    }
}
