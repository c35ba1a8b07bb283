using Reception.Domain.Triage.Text;

namespace Reception.Domain.Triage.Model;

/// <summary>One thread's working memory, so that judging allocates nothing but its result. Grown, never shrunk; holds nothing between calls.</summary>
internal sealed class Scratch
{
    [ThreadStatic]
    private static Scratch? _mine;

    public readonly char[] Text = new char[TextNormalizer.MaxLength];
    private readonly char[] _padded = new char[TextNormalizer.MaxLength + 2];
    public readonly Gram[] Grams = new Gram[GramReader.MaxGrams];
    public readonly ulong[] Hashes = new ulong[GramReader.MaxGrams];
    public readonly int[] Ids = new int[GramReader.MaxGrams];

    /// <summary>Weight by feature id; all zero between calls.</summary>
    public float[] Weights = [];

    /// <summary>By class.</summary>
    public float[] Scores = [];

    /// <summary>By question.</summary>
    public float[] Sums { get; private set; } = [];

    public static Scratch Mine() => _mine ??= new();

    public void Reserve(int features, int stride)
    {
        if (Weights.Length < features)
            Weights = new float[features];
        if (Scores.Length < stride)
            Scores = new float[stride];
    }

    public Span<float> ReserveSums(int questions)
    {
        if (Sums.Length < questions)
            Sums = new float[questions];
        return Sums.AsSpan(0, questions);
    }

    /// <summary>The features of a normalised text, repeated ones included; valid until the next call.</summary>
    public ReadOnlySpan<ulong> ReadHashes(ReadOnlySpan<char> text)
    {
        var grams = ReadGrams(text, out _);
        for (var i = 0; i < grams.Length; i++)
            Hashes[i] = grams[i].Hash;
        return Hashes.AsSpan(0, grams.Length);
    }

    /// <summary>The distinct features of a normalised text, sorted; valid until the next call.</summary>
    public ReadOnlySpan<ulong> ReadFeatures(ReadOnlySpan<char> text) => SortDistinct(ReadHashes(text).Length);

    /// <summary>The distinct features that count, sorted: of those together, nearly all are unknown and say nothing.</summary>
    public ReadOnlySpan<ulong> Distinct(ReadOnlySpan<ulong> hashes, Vocabulary vocabulary)
    {
        var count = 0;
        foreach (var hash in hashes)
            if (!GramReader.IsTogether(hash) || vocabulary.MayHave(hash))
                Hashes[count++] = hash;
        return SortDistinct(count);
    }

    private ReadOnlySpan<ulong> SortDistinct(int count)
    {
        var sorted = Hashes.AsSpan(0, count);
        sorted.Sort();
        var distinct = 0;
        foreach (var hash in sorted)
            if (distinct == 0 || sorted[distinct - 1] != hash)
                sorted[distinct++] = hash;
        return sorted[..distinct];
    }

    /// <summary>The features of a normalised text in its order, and the text they stand in; valid until the next call.</summary>
    public ReadOnlySpan<Gram> ReadGrams(ReadOnlySpan<char> text, out ReadOnlySpan<char> read)
    {
        text = Courtesy.Strip(text);
        text.CopyTo(_padded.AsSpan(1));
        _padded[0] = _padded[text.Length + 1] = CharacterFolding.Separator;
        read = _padded.AsSpan(0, text.Length + 2);
        return Grams.AsSpan(0, GramReader.Read(read, Grams));
    }
}
