using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using KnowledgeEntry = Reception.Domain.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Triage;

/// <summary>What is said from an entry: the channel's variant or the general answer, and buttons for the entries it leads to.</summary>
internal static class Replies
{
    /// <summary>The answer, null if a human has to give it, and its parts (default: none). Entries that are not in force are not offered.</summary>
    public static (string? Answer, ImmutableArray<MessagePart> Parts) For(KnowledgeEntry entry, in TriageContext context, KnowledgeBase knowledge)
    {
        var (answer, parts) = Variant(entry, context.Channel) is { } variant
            ? (variant.Answer, variant.Parts is { Length: > 0 } own ? [.. own] : [])
            : (entry.Answer, entry.Parts);
        if (answer is null || entry.Next.IsDefaultOrEmpty)
            return (answer, parts);
        var usable = new Usable(context.Now);
        var buttons = entry.Next.Select(knowledge.Find).OfType<KnowledgeEntry>().Where(e => usable.Allows(e)).Take(MessageButton.MaxButtons).Select(Button).ToArray();
        if (buttons.Length == 0 || (!parts.IsDefault && parts.Length >= MessagePart.MaxParts))
            return (answer, parts);
        return (answer, (parts.IsDefault ? [] : parts).Add(new(PartKind.Buttons, Buttons: buttons)));
    }

    private static AnswerVariant? Variant(KnowledgeEntry entry, string? channel) =>
        channel is null || entry.Variants.IsDefaultOrEmpty ? null : entry.Variants.FirstOrDefault(v => v.Channels.Contains(channel, StringComparer.OrdinalIgnoreCase));

    private static MessageButton Button(KnowledgeEntry entry) => entry.Question.Length <= MessageButton.MaxLabelLength
        ? new(entry.Question, entry.Id)
        : new(string.Concat(entry.Question.AsSpan(0, MessageButton.MaxLabelLength - 1), "…"), entry.Id, Say: entry.Question);
}
