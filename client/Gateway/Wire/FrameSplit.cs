using Reception.Contracts.Conversations;
using Reception.Protocol;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Wire;

/// <summary>Cuts a run of messages so that every frame stays within <see cref="Limits.FrameBytes"/>.</summary>
internal static class FrameSplit
{
    private const int Room = Limits.FrameBytes - (8 * 1024);
    private const int Fixed = 512;

    /// <summary>Runs in order; a single message always fits: its text is bounded.</summary>
    public static IEnumerable<MessageDocument[]> Cut(IReadOnlyList<ChatMessage> messages)
    {
        var run = new List<MessageDocument>();
        var size = 0;
        foreach (var message in messages)
        {
            var bytes = Bound(message);
            if (run.Count > 0 && size + bytes > Room)
            {
                yield return [.. run];
                run.Clear();
                size = 0;
            }
            run.Add(Documents.Of(message));
            size += bytes;
        }
        if (run.Count > 0) yield return [.. run];
    }

    // An upper bound of the JSON: 3 bytes of UTF-8 for what is not ASCII, 6 for what has to be escaped.
    private static int Bound(ChatMessage message)
    {
        var bytes = Fixed + Bound(message.Text) + Bound(message.AuthorName);
        foreach (var suggestion in message.Suggestions ?? []) bytes += 64 + Bound(suggestion.EntryId) + Bound(suggestion.Question);
        return bytes;
    }

    private static int Bound(string? text)
    {
        var bytes = 0;
        foreach (var c in text ?? "") bytes += c is < ' ' or '"' or '\\' or '\u007f' or '\u2028' or '\u2029' || char.IsSurrogate(c) ? 6 : c < 0x80 ? 1 : c < 0x800 ? 2 : 6;
        return bytes;
    }
}
