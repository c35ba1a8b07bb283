namespace Reception.Contracts.Insight;

/// <summary>What a topic is.</summary>
public enum TopicKind
{
    /// <summary>An entry of the knowledge: answered with, recognised, or the nearest where the bot asked back.</summary>
    Entry = 0,
    /// <summary>Questions alike that are near to no entry.</summary>
    Unanswered = 1,
    /// <summary>The wish for a person, and nothing else.</summary>
    Human = 2,
}

/// <summary>How far back is counted. A window is a little longer than its name: it ends now and begins at a full step.</summary>
public enum TopicWindow
{
    /// <summary>60 to 65 seconds.</summary>
    Minute = 0,
    /// <summary>5 to 5.5 minutes.</summary>
    FiveMinutes = 1,
    /// <summary>60 to 65 minutes.</summary>
    Hour = 2,
}

/// <summary>
/// What one silo counted in about a second. <see cref="Asked"/> is everything; a topic's count may be too low by up to
/// <see cref="Error"/>, never too high; <see cref="Unsorted"/> of the questions stand in no topic at all.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record TopicsDelta(long Asked, long Error, long Unsorted, TopicCount[] Topics, UnansweredCount[] Unanswered);

/// <summary>One topic's count; <see cref="Conversations"/> are those of the newest times, at most 16, newest last; who asked twice stands twice.</summary>
[GenerateSerializer, Immutable]
public sealed record TopicCount(string Topic, TopicKind Kind, string Label, long Count, string[] Conversations);

/// <summary>A masked question that is near to no entry; who adds up joins those that are alike.</summary>
[GenerateSerializer, Immutable]
public sealed record UnansweredCount(string Text, long Count, string[] Conversations);

/// <summary>
/// What is asked in a window that began at <see cref="From"/> and ends at <see cref="At"/>. <see cref="Error"/>: how much too low a count may be,
/// at most <see cref="Asked"/> / 201; <see cref="Unsorted"/> questions came in too many wordings to be read.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record TopicsView(TopicWindow Window, DateTimeOffset From, DateTimeOffset At, long Asked, long Error, long Unsorted, HotTopic[] Topics);

/// <summary>
/// A topic of a window. The true count lies between <see cref="AtLeast"/> and <see cref="AtMost"/>; <see cref="Share"/> is the least one
/// of all that was asked, <see cref="Usual"/> the usual one (null: too little was asked yet to know), both 0 to 1.
/// <see cref="LastAt"/>: when it was last counted.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record HotTopic(
    string Topic, TopicKind Kind, string Label, long AtLeast, long AtMost, double Share, double? Usual, bool IsBurst, DateTimeOffset? LastAt);

/// <summary>Where a topic was asked lately, newest first, at most 20.</summary>
[GenerateSerializer, Immutable]
public sealed record TopicConversations(string Topic, TopicKind Kind, string Label, TopicConversation[] Conversations);

/// <summary>A conversation's key, and when the question in it was counted.</summary>
[GenerateSerializer, Immutable]
public sealed record TopicConversation(string Conversation, DateTimeOffset At);

/// <summary>
/// What customers ask now. Fed by deltas, one a second from each silo where something was asked. Key: shop id, or
/// <see cref="AllShops"/> for all of them together, where entries with the same question are one topic.
/// </summary>
public interface ITopicsGrain : IGrainWithStringKey
{
    /// <summary>The key of the fold over all shops; no shop can have it.</summary>
    const string AllShops = "*";

    /// <summary>The most topics a reader gets.</summary>
    const int MaxTopics = 100;

    /// <summary>Deltas of one silo are numbered; one that comes twice counts once.</summary>
    Task ApplyAsync(string silo, long number, TopicsDelta delta);

    /// <summary>Bursts first, then by count; at most <see cref="MaxTopics"/>.</summary>
    Task<TopicsView> GetAsync(TopicWindow window, int max);

    /// <summary>Null: nothing is known of such a topic.</summary>
    Task<TopicConversations?> GetConversationsAsync(string topic);
}
