using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Triage;

namespace Reception.Domain.Conversations;

/// <summary>
/// What the bot has to remember of an episode to understand its next message: the last question with what it was answered with,
/// and what it offered last. A fold of the conversation's events, bounded, and stored in checkpoints as it stands.
/// </summary>
public sealed record BotMemory
{
    /// <summary>Messages kept until it is known what the bot made of them.</summary>
    public const int MaxHeard = 4;

    public static BotMemory Empty { get; } = new();

    /// <summary>The customer's last message with content, at most <see cref="PreviousMessage.MaxLength"/> characters of it; null: none.</summary>
    public string? Text { get; init; }

    /// <summary>The entry that <see cref="Text"/> was answered with; null: none.</summary>
    public string? EntryId { get; init; }

    /// <summary>Entries that the bot's last line offered, in the order shown; null: none.</summary>
    public string[]? Offered { get; init; }

    /// <summary>Messages not judged yet, oldest first; null: none. Courtesy leaves no trace and is forgotten with the next line of the bot.</summary>
    public HeardMessage[]? Heard { get; init; }

    /// <summary>The last question as triage reads it.</summary>
    public PreviousMessage? ToPrevious() => Text is null ? null : new(Text, EntryId);

    /// <summary>What the customer said last, at most <see cref="Promise.MaxText"/> characters; null: nothing with content.</summary>
    public string? Said()
    {
        var said = string.Join('\n', (Heard ?? []).Select(h => h.Text).Prepend(Text).Where(t => !string.IsNullOrWhiteSpace(t)).Distinct());
        return said.Length == 0 ? null : said.Length <= Promise.MaxText ? said : said[..Promise.MaxText];
    }

    /// <summary>The memory after an event.</summary>
    public BotMemory After(ConversationEvent happened) => happened switch
    {
        MessageAccepted e => this with { Heard = [.. (Heard ?? []).TakeLast(MaxHeard - 1), new(e.Sequence, Shorten(e.Text))] },
        MissCounted e => About(e.ForSequence, null),
        ReplyProposed e => About(e.ForSequence, null),
        BotAnswered e => About(e.ForSequence, e.EntryId) with { Offered = ButtonsOf(e.Parts) },
        BotClarified e => About(e.ForSequence, null) with { Offered = e.Suggestions is { Length: > 0 } some ? [.. some.Select(s => s.EntryId)] : null },
        BotReferred e => About(e.ForSequence, null),
        BotTalked => Heard is null ? this : this with { Heard = null },
        HandedOver => Offered is null ? this : this with { Offered = null },
        EpisodeOpened or Closed or HandedBack or AgentMessaged => Empty,
        _ => this,
    };

    // What was said before the judged message needs no remembering; the message itself may have further answers.
    private BotMemory About(long sequence, string? entry)
    {
        var message = Heard?.FirstOrDefault(h => h.Sequence == sequence);
        var rest = Heard?.Where(h => h.Sequence >= sequence).ToArray();
        return this with { Text = message?.Text, EntryId = entry, Heard = rest is { Length: > 0 } ? rest : null };
    }

    private static string[]? ButtonsOf(MessagePart[]? parts)
    {
        string[] entries = [.. (parts ?? []).SelectMany(p => p.Buttons ?? []).Select(b => b.EntryId).OfType<string>().Take(MessageButton.MaxButtons)];
        return entries.Length == 0 ? null : entries;
    }

    private static string Shorten(string text) => text.Length <= PreviousMessage.MaxLength ? text : text[..PreviousMessage.MaxLength];
}

/// <summary>A message that was accepted and not yet judged.</summary>
public sealed record HeardMessage(long Sequence, string Text);
