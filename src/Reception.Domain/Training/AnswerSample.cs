namespace Reception.Domain.Training;

/// <summary>What agents answered: wordings that are nearly the same count as one; the most frequent are kept.</summary>
public static class AnswerSample
{
    /// <summary>Cosine from which two answers say the same in nearly the same words.</summary>
    public const double Alike = 0.75;

    public static void Add(List<CountedText> sample, CountedText answer)
    {
        var vector = QuestionVector.Of(answer.Text);
        var known = sample.FindIndex(s => s.Text == answer.Text || QuestionVector.Of(s.Text).Similarity(vector) >= Alike);
        if (known >= 0) sample[known] = sample[known] with { Count = sample[known].Count + answer.Count };
        else sample.Add(answer);
        if (sample.Count > QuestionGroup.MaxAnswers) sample.Remove(sample.OrderBy(s => s.Count).ThenByDescending(s => TextSample.Hash(s.Text)).First());
    }

    /// <summary>The answer given most often, one without masked numbers before one with; ties by what is most like the others.</summary>
    public static CountedText? Best(IReadOnlyCollection<CountedText> sample)
    {
        if (sample.Count == 0) return null;
        var usable = sample.Where(s => !MaskedText.HasSlot(s.Text)).ToList();
        if (usable.Count == 0) usable = [.. sample];
        var most = usable.Max(s => s.Count);
        var medoid = TextSample.Medoid([.. usable.Where(s => s.Count == most)]);
        return usable.First(s => s.Text == medoid);
    }
}
