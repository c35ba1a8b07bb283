using Reception.Contracts.Conversations;

namespace Reception.Client.Calls;

/// <summary>
/// Messages on their way. Posts that wait behind each other and carry the same <paramref name="key"/> (epoch and proposal of
/// an agent) become one burst of at most <see cref="PostMessages.MaxMessages"/>. A refused burst of several posts is sent post
/// by post, so that one bad post refuses only itself.
/// </summary>
internal sealed class PostStep(object? key, IncomingMessage[] messages, Func<IncomingMessage[], Task<PostResult>> send, Action<PostResult> answer, Action<PostResult> produced) : LaneStep
{
    private readonly List<(IncomingMessage[] Messages, Action<PostResult> Answer)> _posts = [(messages, answer)];
    private readonly object? _key = key;
    private readonly IncomingMessage[] _messages = messages;
    private readonly Action<PostResult> _answer = answer;
    private int _count = messages.Length;

    public override bool TryMerge(LaneStep next)
    {
        if (next is not PostStep post || !Equals(post._key, _key) || _count + post._messages.Length > PostMessages.MaxMessages) return false;
        _posts.Add((post._messages, post._answer));
        _count += post._messages.Length;
        return true;
    }

    public override async Task RunAsync()
    {
        var result = await send([.. _posts.SelectMany(post => post.Messages)]);
        if (_posts.Count > 1 && result.Outcome is not (CommandOutcome.Done or CommandOutcome.Repeated or CommandOutcome.Unavailable))
        {
            foreach (var post in _posts)
            {
                if (result.Outcome != CommandOutcome.Unavailable) result = await send(post.Messages); // otherwise a later post would overtake
                Tell(post, result);
            }
            return;
        }
        foreach (var post in _posts) post.Answer(Part(result, post.Messages));
        produced(result);
    }

    private void Tell((IncomingMessage[] Messages, Action<PostResult> Answer) post, PostResult result)
    {
        post.Answer(result);
        produced(result);
    }

    private static PostResult Part(PostResult result, IncomingMessage[] messages)
    {
        if (result.Acks.Length == messages.Length) return result;
        var ids = messages.Select(message => message.ClientMessageId).ToHashSet(StringComparer.Ordinal);
        return result with { Acks = [.. result.Acks.Where(ack => ids.Contains(ack.ClientMessageId))] };
    }
}
