using Reception.Contracts.Knowledge;

namespace Reception.Domain.Insight;

/// <summary>
/// The questions asked most often that nobody answered, in bounded memory: a full tally replaces its rarest question by a new one
/// (Metwally et al. 2005, Space-Saving, without inheriting the count: a new question starts at 1, so counts are never too high).
/// </summary>
public sealed class UnansweredTally
{
    public const int Capacity = 500;
    public const int MaxTextLength = 200;

    private readonly Dictionary<string, UnansweredQuestion> _questions;

    public UnansweredTally(IEnumerable<UnansweredQuestion> stored) =>
        _questions = stored.Take(Capacity).GroupBy(q => q.Text, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);

    public void Count(string text, string reason, DateTimeOffset at)
    {
        text = text.Trim();
        if (text.Length == 0) return;
        if (text.Length > MaxTextLength) text = text[..MaxTextLength];
        if (_questions.TryGetValue(text, out var known))
        {
            _questions[text] = known with { Count = known.Count + 1, LastAt = at, Reason = reason };
            return;
        }
        if (_questions.Count >= Capacity) _questions.Remove(_questions.Values.MinBy(q => (q.Count, q.LastAt))!.Text);
        _questions[text] = new(text, 1, at, reason);
    }

    public UnansweredQuestion[] Most(int max) => [.. _questions.Values.OrderByDescending(q => q.Count).ThenByDescending(q => q.LastAt).Take(max)];
}
