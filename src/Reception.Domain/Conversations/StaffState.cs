using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>A consult under way. <see cref="Until"/>: when who was asked has to have come; <see cref="AwaySince"/>: his last session was lost.</summary>
public sealed record Consult(
    string By, string? Colleague, string? Party, string? Name, DateTimeOffset Since, string? Question = null, bool Joined = false, DateTimeOffset? Until = null, DateTimeOffset? AwaySince = null)
{
    /// <summary>The time at which it ends by itself, if nobody comes; null: nobody is missing.</summary>
    public DateTimeOffset? Due(TimeSpan grace) => Joined ? AwaySince + grace : Until;

    public ConsultView ToView() => new(
        By, Colleague, Party, Name, Colleague is null || (Joined && AwaySince is null) ? ConsultPhase.Joined : Joined ? ConsultPhase.Away : ConsultPhase.Asked, Since, Question);
}

/// <summary>Where the customer was sent.</summary>
public sealed record Outside(string Party, string Title, string By, DateTimeOffset Since, string? Url = null)
{
    public OutsideView ToView() => new(Party, Title, By, Since, Url);
}

/// <summary>An agent who owned it, and in which epoch.</summary>
public sealed record FormerOwner(string Agent, long Epoch);

/// <summary>
/// What only staff know of a conversation: a fold of its events, stored in checkpoints as it stands. Invariants: a consult lives in the
/// epoch in which it was asked and while an agent owns the conversation; <see cref="LastInternal"/> only rises, by one.
/// </summary>
public sealed record StaffState
{
    public static StaffState Empty { get; } = new();

    public long LastInternal { get; init; }

    public Consult? Consult { get; init; }

    public Outside? Outside { get; init; }

    /// <summary>The agent it was taken from last, and his epoch: who is told again after a crash that it is no longer his.</summary>
    public FormerOwner? Former { get; init; }

    public StaffView ToView(long version) => new(version, LastInternal, Consult?.ToView(), Outside?.ToView());

    /// <summary>The state after an event; <paramref name="after"/> is the conversation's, with sessions as they are then.</summary>
    internal StaffState After(ConversationEvent happened, ConversationState after) => happened switch
    {
        InternalSaid e => this with { LastInternal = e.Number },
        ConsultAsked e => this with { Consult = new(e.Agent, e.Colleague, e.Party, e.Name, e.At, e.Question, Until: e.Until) },
        ConsultJoined when Consult is not null => this with { Consult = Consult with { Joined = true, AwaySince = null } },
        Taken { From: { } from } e => this with { Consult = null, Former = new(from, e.Epoch - 1) },
        ConsultEnded or OwnershipEvent or Closed when Consult is not null => this with { Consult = null },
        SessionClosed e when Consult is { Joined: true, AwaySince: null } && after.Sessions.All(s => s.Side != Side.Colleague) => this with { Consult = Consult with { AwaySince = e.At } },
        SentOutside e => this with { Outside = new(e.Party, e.Title, e.Agent, e.At, e.Url) },
        CameBack => this with { Outside = null },
        _ => this,
    };
}
