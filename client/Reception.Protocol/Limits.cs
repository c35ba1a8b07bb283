namespace Reception.Protocol;

/// <summary>The bounds both sides keep to; docs/protocol.md states the same figures.</summary>
public static class Limits
{
    /// <summary>The largest frame in either direction, in bytes.</summary>
    public const int FrameBytes = 64 * 1024;

    /// <summary>The longest text of a message, in UTF-16 characters.</summary>
    public const int TextLength = 4_000;

    /// <summary>The longest id a client may give, in characters.</summary>
    public const int IdLength = 64;

    /// <summary>The most messages in one post.</summary>
    public const int MessagesPerPost = 50;

    /// <summary>The longest value of the visit's context, in characters.</summary>
    public const int ContextLength = 256;

    /// <summary>The longest comment on a rating, in characters.</summary>
    public const int CommentLength = 1_000;

    /// <summary>The longest token, in characters.</summary>
    public const int TokenLength = 4_096;

    /// <summary>The deepest nesting of JSON that is read.</summary>
    public const int JsonDepth = 16;

    /// <summary>How many messages a session gets that does not say what it saw last.</summary>
    public const int TailMessages = 50;

    /// <summary>The most threads an agent's hello may name.</summary>
    public const int ThreadsPerHello = 200;
}
