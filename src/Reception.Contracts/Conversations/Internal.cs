using Reception.Contracts.Ids;

namespace Reception.Contracts.Conversations;

/// <summary>What a line is that only staff see.</summary>
public enum InternalKind
{
    /// <summary>The owner and the colleague (or party) he consults talk.</summary>
    Consult = 0,
    /// <summary>A supervisor to the owning agent alone.</summary>
    Whisper = 1,
    /// <summary>A note of the owner for whoever serves next.</summary>
    Note = 2,
    /// <summary>What an outside party said, noted by staff or passed on by the channel's own system.</summary>
    Party = 3,
    /// <summary>Something happened that only staff have to know.</summary>
    System = 4,
}

/// <summary>As whom somebody of the staff acts on a conversation. The gateways check it against the token.</summary>
public enum StaffRole { Agent = 0, Supervisor = 1, System = 2 }

/// <summary>Who acts; the name is what others are shown, at most 100 characters.</summary>
[GenerateSerializer, Immutable]
public sealed record StaffMember(StaffRole Role, string Id, string? Name = null);

/// <summary>
/// A line that the customer never sees on any path: it is no <see cref="ChatMessage"/>, has no sequence of the thread, and its
/// <see cref="Number"/> counts internal lines only (1, 2, …). <see cref="To"/>: only this agent and supervisors see it, so that numbers
/// may have gaps for a reader; null: all staff of the conversation.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record InternalLine(
    long Number, int Episode, InternalKind Kind, StaffRole Role, string From, string? FromName, string? To, string Text, DateTimeOffset At, string? ClientId = null)
{
    /// <summary>The longest text, in UTF-16 characters.</summary>
    public const int MaxTextLength = 2_000;

    /// <summary>Whether somebody of the staff of this conversation may read it.</summary>
    public bool IsFor(StaffMember reader) =>
        reader.Role != StaffRole.Agent || To is null || To == reader.Id || (Role == StaffRole.Agent && From == reader.Id);
}

/// <summary>How far a consult is.</summary>
public enum ConsultPhase
{
    /// <summary>The colleague was asked and has not come.</summary>
    Asked = 0,
    Joined = 1,
    /// <summary>His connection is lost; he may come back within the shop's grace time.</summary>
    Away = 2,
}

/// <summary>The owner asks a colleague or an outside party of the channel while the customer stays with him (a warm transfer until it is completed).</summary>
[GenerateSerializer, Immutable]
public sealed record ConsultView(string By, string? Colleague, string? Party, string? Name, ConsultPhase Phase, DateTimeOffset Since, string? Question = null);

/// <summary>The customer was sent to an outside party; set until he writes again or his conversation goes on without it.</summary>
[GenerateSerializer, Immutable]
public sealed record OutsideView(string Party, string Title, string By, DateTimeOffset Since, string? Url = null);

/// <summary>What staff see of a conversation besides its <see cref="ConversationView"/>; never part of it and never sent to a customer's session.</summary>
[GenerateSerializer, Immutable]
public sealed record StaffView(long Version, long LastInternal, ConsultView? Consult = null, OutsideView? Outside = null);

/// <summary>Internal lines as one reader may see them; <see cref="Last"/> is the newest number there is.</summary>
[GenerateSerializer, Immutable]
public sealed record InternalPage(CommandOutcome Outcome, InternalLine[] Lines, long Last, StaffView? Staff = null);

/// <summary>The answer to an internal line: its number.</summary>
[GenerateSerializer, Immutable]
public sealed record InternalResult(CommandOutcome Outcome, long Number, string? Error = null, ConversationView? View = null);

/// <summary>A colleague is asked into a conversation, or (<see cref="Ended"/>) is not any more.</summary>
[GenerateSerializer, Immutable]
public sealed record ConsultInvitation(ConversationId Conversation, long Epoch, string By, string? ByName, string? Question, DateTimeOffset Since, bool Ended = false);
