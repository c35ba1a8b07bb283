using Reception.Contracts.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>The newest lines of a thread in memory: what almost every client that resumes has missed. At most <see cref="Capacity"/>.</summary>
internal sealed class RecentMessages
{
    public const int Capacity = 64;

    private readonly Queue<ChatMessage> _messages = new();

    public void Add(ChatMessage message)
    {
        if (_messages.Count == Capacity) _messages.Dequeue();
        _messages.Enqueue(message);
    }

    /// <summary>False when some of what was asked for is older than what is kept.</summary>
    public bool TryGet(long afterSequence, int max, out ChatMessage[] messages)
    {
        var complete = _messages.TryPeek(out var oldest) && oldest.Sequence <= afterSequence + 1;
        messages = complete ? [.. _messages.Where(m => m.Sequence > afterSequence).Take(max)] : [];
        return complete;
    }
}
