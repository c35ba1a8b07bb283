using Reception.Contracts.Conversations;
using Reception.Protocol;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Wire;

/// <summary>Cuts a run of messages so that every frame stays within <see cref="Limits.FrameBytes"/>.</summary>
internal static class FrameSplit
{
    private const int Room = Limits.FrameBytes - (8 * 1024);
    private const int Fixed = 512;

    /// <summary>Runs in order. A single message always fits: its text is bounded, and of its parts the last are left out where they are too long together.</summary>
    public static IEnumerable<MessageDocument[]> Cut(IReadOnlyList<ChatMessage> messages)
    {
        var run = new List<MessageDocument>();
        var size = 0;
        foreach (var message in messages)
        {
            var bytes = Math.Min(Bound(message), Room);
            if (run.Count > 0 && size + bytes > Room)
            {
                yield return [.. run];
                run.Clear();
                size = 0;
            }
            run.Add(Fit(message));
            size += bytes;
        }
        if (run.Count > 0) yield return [.. run];
    }

    private static MessageDocument Fit(ChatMessage message)
    {
        var kept = message.Parts?.Length ?? 0;
        while (kept > 0 && Bound(message with { Parts = message.Parts![..kept] }) > Room) kept--;
        return Documents.Of(kept == (message.Parts?.Length ?? 0) ? message : message with { Parts = message.Parts![..kept] });
    }

    // An upper bound of the JSON: 3 bytes of UTF-8 for what is not ASCII, 6 for what has to be escaped.
    private static int Bound(ChatMessage message)
    {
        var bytes = Fixed + Bound(message.Text) + Bound(message.AuthorName);
        foreach (var suggestion in message.Suggestions ?? []) bytes += 64 + Bound(suggestion.EntryId) + Bound(suggestion.Question);
        foreach (var part in message.Parts ?? [])
        {
            bytes += 128 + Bound(part.Text) + Bound(part.Url) + Bound(part.Title) + Bound(part.Picture) + Bound(part.Price);
            foreach (var button in part.Buttons ?? []) bytes += 64 + Bound(button.Label) + Bound(button.EntryId) + Bound(button.Url) + Bound(button.Say);
        }
        return bytes;
    }

    private static int Bound(string? text)
    {
        var bytes = 0;
        foreach (var c in text ?? "") bytes += c is < ' ' or '"' or '\\' or '\u007f' or '\u2028' or '\u2029' || char.IsSurrogate(c) ? 6 : c < 0x80 ? 1 : c < 0x800 ? 2 : 6;
        return bytes;
    }
}
