using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;
using Reception.Domain.Orders;
using Reception.Domain.Triage.Text;
using Raw = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Knowledge;

/// <summary>
/// What makes an entry valid: one set of rules for files, drafts and single entries. Any member of an unchecked entry may be
/// null, whatever its type says. Problems are told all at once, in a fixed order.
/// </summary>
public static class EntryRules
{
    /// <summary>Everything wrong with one entry by itself. Other entries are not looked at: see <see cref="References"/>.</summary>
    public static IEnumerable<(KnowledgeProblemCode Code, string Message)> Check(Raw entry, IReadOnlySet<string>? channels = null) =>
        Texts(entry).Concat(Validity(entry)).Concat(PartRules.Check(entry.Parts, "parts")).Concat(Variants(entry.Variants, channels)).Concat(Next(entry)).Concat(Slots(entry));

    /// <summary>The ids that an entry points to: what is offered next and what its buttons ask for, each with the field.</summary>
    public static IEnumerable<(string Field, string Id)> References(Raw entry)
    {
        foreach (var id in entry.Next ?? []) if (id is not null) yield return ("next", id);
        foreach (var id in Buttons(entry.Parts)) yield return ("parts", id);
        foreach (var id in (entry.Variants ?? []).SelectMany(variant => Buttons(variant?.Parts))) yield return ("variants", id);
    }

    private static IEnumerable<string> Buttons(MessagePart?[]? parts) =>
        (parts ?? []).SelectMany(part => part?.Buttons ?? []).Select(button => button?.EntryId).OfType<string>();

    private static IEnumerable<(KnowledgeProblemCode, string)> Texts(Raw entry)
    {
        if (!IsId(entry.Id)) yield return (KnowledgeProblemCode.BadId, $"id: 1 to {KnowledgeLimits.IdLength} characters, none of them a control character.");
        if (!TextNormalizer.HasContent(entry.Question)) yield return (KnowledgeProblemCode.EmptyQuestion, "question: missing, or without letter and digit.");
        foreach (var (field, text, bound) in new[]
        {
            ("question", entry.Question, KnowledgeLimits.QuestionLength), ("answer", entry.Answer, KnowledgeLimits.AnswerLength),
            ("topic", entry.Topic, KnowledgeLimits.IdLength), ("withoutOrder", entry.WithoutOrder, KnowledgeLimits.AnswerLength),
        })
            if (text?.Length > bound)
                yield return (KnowledgeProblemCode.TooLong, $"{field}: {text.Length} characters; {bound} are allowed.");
        var similar = entry.Similar ?? [];
        if (similar.Length > KnowledgeLimits.Similar) yield return (KnowledgeProblemCode.TooMany, $"similar: {similar.Length} questions; {KnowledgeLimits.Similar} are allowed.");
        for (var i = 0; i < Math.Min(similar.Length, KnowledgeLimits.Similar); i++)
        {
            if (!TextNormalizer.HasContent(similar[i])) yield return (KnowledgeProblemCode.EmptySimilar, $"similar[{i}]: without letter and digit.");
            if (similar[i]?.Length > KnowledgeLimits.QuestionLength) yield return (KnowledgeProblemCode.TooLong, $"similar[{i}]: {similar[i].Length} characters; {KnowledgeLimits.QuestionLength} are allowed.");
        }
    }

    private static IEnumerable<(KnowledgeProblemCode, string)> Validity(Raw entry)
    {
        if (entry.From >= entry.Until) yield return (KnowledgeProblemCode.BadDate, "until: must lie after from.");
        if (entry.Answer is null && entry.Parts is { Length: > 0 }) yield return (KnowledgeProblemCode.NeverShown, "parts: an entry without answer goes to a human; its parts are never shown.");
    }

    private static IEnumerable<(KnowledgeProblemCode, string)> Variants(AnswerVariant?[]? variants, IReadOnlySet<string>? channels)
    {
        if (variants is null) yield break;
        if (variants.Length > KnowledgeLimits.Variants) yield return (KnowledgeProblemCode.TooMany, $"variants: {variants.Length}; {KnowledgeLimits.Variants} are allowed.");
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Math.Min(variants.Length, KnowledgeLimits.Variants); i++)
        {
            var (path, variant) = ($"variants[{i}]", variants[i]);
            if (variant?.Channels is not { Length: > 0 and <= KnowledgeLimits.Channels } || variant.Channels.Any(string.IsNullOrWhiteSpace))
                yield return (KnowledgeProblemCode.BadVariant, $"{path}.channels: 1 to {KnowledgeLimits.Channels} names.");
            foreach (var channel in (variant?.Channels ?? []).Take(KnowledgeLimits.Channels).Where(channel => !string.IsNullOrWhiteSpace(channel)))
            {
                if (!taken.Add(channel)) yield return (KnowledgeProblemCode.BadVariant, $"{path}.channels: '{Short(channel)}' has a variant already.");
                else if (channels?.Contains(channel) == false) yield return (KnowledgeProblemCode.UnknownChannel, $"{path}.channels: the shop has no channel '{Short(channel)}'.");
            }

            if (variant?.Answer?.Length > KnowledgeLimits.AnswerLength) yield return (KnowledgeProblemCode.TooLong, $"{path}.answer: {variant.Answer.Length} characters; {KnowledgeLimits.AnswerLength} are allowed.");
            foreach (var problem in PartRules.Check(variant?.Parts, $"{path}.parts")) yield return problem;
        }
    }

    private static IEnumerable<(KnowledgeProblemCode, string)> Next(Raw entry)
    {
        var next = entry.Next ?? [];
        if (next.Length > KnowledgeLimits.Next) yield return (KnowledgeProblemCode.TooMany, $"next: {next.Length} entries; {KnowledgeLimits.Next} are allowed.");
        if (next.Any(string.IsNullOrWhiteSpace)) yield return (KnowledgeProblemCode.BadId, "next: an id is missing.");
        else if (next.Distinct(StringComparer.Ordinal).Count() < next.Length) yield return (KnowledgeProblemCode.DuplicateId, "next: an id stands there twice.");
        if (next.Contains(entry.Id, StringComparer.Ordinal)) yield return (KnowledgeProblemCode.BadId, "next: the entry itself.");
    }

    private static IEnumerable<(KnowledgeProblemCode, string)> Slots(Raw entry)
    {
        var answers = (entry.Variants ?? []).Select(variant => variant?.Answer).Prepend(entry.Answer).ToArray();
        foreach (var slot in answers.SelectMany(OrderSlots.Unknown).Distinct(StringComparer.Ordinal).Take(20))
            yield return (KnowledgeProblemCode.UnknownSlot, $"answer: there is no slot {{{slot}}}; known are {string.Join(", ", OrderSlots.Names)}.");
        if (!answers.Any(OrderSlots.AreIn) && !string.IsNullOrWhiteSpace(entry.WithoutOrder)) yield return (KnowledgeProblemCode.NeverShown, "withoutOrder: the answer has no slot, so this is never said.");
    }

    private static bool IsId(string? id) => !string.IsNullOrWhiteSpace(id) && id.Length <= KnowledgeLimits.IdLength && !id.Any(char.IsControl);

    private static string Short(string text) => text.Length <= 50 ? text : text[..50] + "…";
}
