namespace Reception.Domain.Triage.Model;

/// <summary>
/// The weights of a multinomial logistic regression over tf-idf features while it is trained: a row per feature, a weight per
/// class. For few classes every row is full (<see cref="FullSoftmax"/>); for many, a row has only the classes that have a question
/// with the feature (<see cref="PairSoftmax"/>). Judging uses neither but a <see cref="ScoringTable"/>.
/// </summary>
internal abstract class SoftmaxModel(int features, int classes)
{
    /// <summary>
    /// Classes up to which rows are full. What a full row adds, how much a feature speaks against classes without it, is worth half
    /// a point of accuracy between 80 and 150 classes and nothing at a thousand, where it takes 25 times the memory.
    /// </summary>
    public const int FullUpTo = 256;

    public int Features { get; } = features;

    public int Classes { get; } = classes;

    /// <summary>Classes rounded up to whole vectors; the length of logits and gradients.</summary>
    public int Stride { get; } = LogitVectors.StrideOf(classes);

    /// <summary>All weights zero.</summary>
    /// <param name="features">Features are numbered below this.</param>
    /// <param name="classes">At most 65,536.</param>
    /// <param name="samples">What it will be trained on.</param>
    public static SoftmaxModel Create(int features, int classes, IReadOnlyList<(int Class, SparseVector Vector)> samples) =>
        classes <= FullUpTo ? new FullSoftmax(features, classes) : new PairSoftmax(features, classes, samples);

    /// <summary>logits += weight × row.</summary>
    public abstract void Accumulate(int feature, float weight, Span<float> logits);

    /// <summary>row += scale × gradient.</summary>
    public abstract void Add(int feature, float scale, ReadOnlySpan<float> gradient);

    /// <summary>Lists the classes of a row with their weights, by class, and returns how many there are.</summary>
    /// <param name="feature">Its feature.</param>
    /// <param name="classes">At least <see cref="Classes"/> long.</param>
    /// <param name="weights">Less what the row has in common, which changes no probability.</param>
    public abstract int List(int feature, Span<ushort> classes, Span<float> weights);
}
