namespace Reception.Domain.Knowledge.Checks;

/// <summary>When and where two entries may both be used.</summary>
internal static class Overlap
{
    /// <summary>Whether there is an instant at which both are in force. An entry of last year's sale contradicts nothing of this year's.</summary>
    public static bool InTime(KnowledgeEntry a, KnowledgeEntry b) =>
        !(a.Until <= b.From) && !(b.Until <= a.From);

    /// <summary>The two answers on the first channel on which they differ (null: in general); null if they are the same everywhere.</summary>
    public static (string? Channel, string? A, string? B)? WhereAnswersDiffer(KnowledgeEntry a, KnowledgeEntry b)
    {
        foreach (var channel in Channels(a).Concat(Channels(b)).Distinct(StringComparer.OrdinalIgnoreCase).Prepend(null))
        {
            var (answerA, answerB) = (On(a, channel), On(b, channel));
            if (Squeeze(answerA) != Squeeze(answerB)) return (channel, answerA, answerB);
        }

        return null;
    }

    private static IEnumerable<string?> Channels(KnowledgeEntry entry) => entry.Variants.IsDefault ? [] : entry.Variants.SelectMany(v => v.Channels);

    private static string? On(KnowledgeEntry entry, string? channel) =>
        channel is not null && !entry.Variants.IsDefault && entry.Variants.FirstOrDefault(v => v.Channels.Contains(channel, StringComparer.OrdinalIgnoreCase)) is { } variant ? variant.Answer : entry.Answer;

    private static string? Squeeze(string? text) => text is null ? null : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
