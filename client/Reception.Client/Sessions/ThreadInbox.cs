using Reception.Contracts.Conversations;

namespace Reception.Client.Sessions;

/// <summary>
/// Puts the messages of one thread in order. Answers and pushes may come doubled, late or in any order; what leaves is
/// <see cref="Last"/> + 1, + 2, …; what came too early waits, bounded. Not thread-safe: its owner locks.
/// </summary>
internal sealed class ThreadInbox(long after)
{
    private const int MaxEarly = 256;
    private readonly SortedDictionary<long, ChatMessage> _early = [];

    /// <summary>The last sequence that was handed on.</summary>
    public long Last { get; private set; } = after;

    /// <summary>The newest view.</summary>
    public ConversationView? View { get; private set; }

    /// <summary>True when something after <see cref="Last"/> exists that has not come.</summary>
    public bool HasGap => _early.Count > 0 || View?.LastSequence > Last;

    /// <summary>The messages that can be handed on now.</summary>
    public List<ChatMessage> Take(IEnumerable<ChatMessage>? messages)
    {
        var ready = new List<ChatMessage>();
        foreach (var message in messages ?? [])
        {
            if (message.Sequence == Last + 1) Append(ready, message);
            else if (message.Sequence > Last && _early.Count < MaxEarly) _early[message.Sequence] = message;
        }
        while (_early.Count > 0)
        {
            var (sequence, next) = _early.First();
            if (sequence > Last + 1) break;
            _early.Remove(sequence);
            if (sequence == Last + 1) Append(ready, next);
        }
        return ready;
    }

    /// <summary>True when the view is newer than the one known.</summary>
    public bool Take(ConversationView? view)
    {
        if (view is null || view.Version <= View?.Version) return false;
        View = view;
        return true;
    }

    /// <summary>Goes on from another sequence: the thread is shorter than the client believed, or only its end is wanted.</summary>
    public void StartAt(long after)
    {
        Last = after;
        _early.Clear();
    }

    private void Append(List<ChatMessage> ready, ChatMessage message)
    {
        ready.Add(message);
        Last = message.Sequence;
    }
}
