namespace Reception.Contracts.Conversations;

/// <summary>Who wrote a message.</summary>
public enum Author { Customer = 0, Bot = 1, Agent = 2, System = 3 }

/// <summary>What a message is.</summary>
public enum MessageKind
{
    /// <summary>Written by a person.</summary>
    Text = 0,
    /// <summary>The bot's answer from an entry.</summary>
    Answer = 1,
    /// <summary>The bot's question back, with up to three suggestions.</summary>
    Clarification = 2,
    /// <summary>The bot's small talk (greeting, thanks).</summary>
    SmallTalk = 3,
    /// <summary>Something happened that both sides see; <see cref="ChatMessage.Notice"/> says what.</summary>
    Notice = 4,
}

/// <summary>What a <see cref="MessageKind.Notice"/> tells.</summary>
public enum NoticeKind
{
    None = 0,
    Waiting = 1,
    AgentJoined = 2,
    AgentLeft = 3,
    BackToBot = 4,
    Closed = 5,
    Reopened = 6,
    Transferred = 7,
    /// <summary>Nobody works now; when people are back.</summary>
    OutOfHours = 8,
    /// <summary>What the customer said became a work order.</summary>
    MessageTaken = 9,
    /// <summary>He is contacted when it is his turn.</summary>
    CallBack = 10,
    /// <summary>What he can have instead of waiting on, with buttons.</summary>
    WaitOffer = 11,
    /// <summary>Too many wait: the bot goes on; asking again leaves a message.</summary>
    Busy = 12,
    /// <summary>Somebody outside is in charge; who, in words and by a link.</summary>
    SentOutside = 16,
}

/// <summary>A question the customer may have meant.</summary>
[GenerateSerializer, Immutable]
public sealed record Suggestion(string EntryId, string Question);

/// <summary>
/// One line of the thread. <see cref="Sequence"/> starts at 1 and is gap-free over the whole thread: what every
/// client resumes from. <see cref="Machine"/> marks what the bot said while an agent was the owner.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ChatMessage(
    long Sequence,
    int Episode,
    MessageKind Kind,
    Author Author,
    string? AuthorId,
    string? AuthorName,
    string Text,
    DateTimeOffset At,
    string? ClientMessageId = null,
    string? EntryId = null,
    Suggestion[]? Suggestions = null,
    NoticeKind Notice = NoticeKind.None,
    bool Machine = false,
    MessagePart[]? Parts = null)
{
    /// <summary>What decided that the machine said this, for those who work for the shop; null: an entry was sure, or a person wrote it.</summary>
    [Id(0)] public string? Rule { get; init; }

    /// <summary>How sure it was, 0 to 1; 0: not an answer or question of the machine.</summary>
    [Id(1)] public double Confidence { get; init; }

    /// <summary>The knowledge version it was said from; 0: none.</summary>
    [Id(2)] public long Knowledge { get; init; }
}

/// <summary>A message on its way in. The client's id makes a repeat harmless: 1 to 64 characters, unique in the thread.</summary>
[GenerateSerializer, Immutable]
public sealed record IncomingMessage(string ClientMessageId, string Text)
{
    /// <summary>The longest client message id, in characters.</summary>
    public const int MaxIdLength = 64;

    /// <summary>The longest text, in UTF-16 characters.</summary>
    public const int MaxTextLength = 4_000;
}
