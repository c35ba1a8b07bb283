namespace Reception.Protocol.Rest;

/// <summary>
/// What is asked in a window (<c>1m</c>, <c>5m</c>, <c>1h</c>), bursts first, then by count. A topic's count may be <see cref="Error"/> too low, never too
/// high; <see cref="Unsorted"/> of the <see cref="Asked"/> questions stand in no topic.
/// </summary>
public sealed record TopicsDocument(string Window, DateTimeOffset From, DateTimeOffset At, long Asked, long Error, long Unsorted, TopicDocument[] Topics);

/// <summary>
/// A topic; <see cref="Kind"/> is <c>entry</c>, <c>unanswered</c> (masked words of customers) or <c>human</c>. Its count lies between <see cref="AtLeast"/>
/// and <see cref="AtMost"/>; shares are 0 to 1, without <see cref="Usual"/> nothing is usual yet. <see cref="Conversations"/> is the path of its own.
/// </summary>
public sealed record TopicDocument(
    string Topic, string Kind, string Label, long AtLeast, long AtMost, double Share, double? Usual, bool Burst, DateTimeOffset? LastAt, string Conversations);

/// <summary>Where a topic was asked lately, newest first, at most 20.</summary>
public sealed record TopicConversationsDocument(string Topic, string Kind, string Label, TopicConversationDocument[] Conversations);

/// <summary>A conversation, when the question in it was counted, and the paths of its view and its transcript.</summary>
public sealed record TopicConversationDocument(string Conversation, DateTimeOffset At, string View, string Messages);
