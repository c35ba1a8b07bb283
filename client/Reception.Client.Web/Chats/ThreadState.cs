using Reception.Protocol.Frames;

namespace Reception.Client.Web.Chats;

/// <summary>What this client knows of one thread: the last sequence it saw and confirmed, the newest view. Locked by its owner.</summary>
internal sealed class ThreadState
{
    public long Last { get; private set; }

    public long Confirmed { get; set; }

    public ViewDocument? View { get; private set; }

    /// <summary>The messages not seen before.</summary>
    public IEnumerable<MessageDocument> Take(MessageDocument[]? messages)
    {
        foreach (var message in messages ?? [])
        {
            if (message.Sequence <= Last) continue;
            Last = message.Sequence;
            yield return message;
        }
    }

    /// <summary>True when the view is newer.</summary>
    public bool Take(ViewDocument? view)
    {
        if (view is null || view.Version <= View?.Version) return false;
        View = view;
        return true;
    }
}
