using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.Conversations;

/// <summary>What a shop promises about time; the stricter of queue and channel counts.</summary>
public enum DeadlineKind
{
    /// <summary>A person's first line, counted from the arrival in the queue.</summary>
    FirstReply = 0,
    /// <summary>A person's next line, counted from the customer's first message that has none.</summary>
    EachReply = 1,
    /// <summary>The end of the episode, counted from the arrival in the queue.</summary>
    Resolution = 2,
}

/// <summary>A work order or call-back that stands for a person who could not be had; <see cref="Made"/>: it exists, not only its promise.</summary>
[GenerateSerializer, Immutable]
public sealed record PromiseView(ConversationId Order, WorkKind Kind, DateTimeOffset At, bool Made);
