using System.Text;
using Reception.Domain.Journal;

namespace Reception.Storage.Tests;

/// <summary>Events as texts, for reading.</summary>
internal static class Events
{
    public static JournalAppend Of(string conversation, long expected, params string[] events) =>
        new(conversation, expected, [.. events.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))], false, null);

    public static IEnumerable<string> Texts(IEnumerable<JournalEvent> events) => events.Select(e => $"{e.Sequence}:{Encoding.UTF8.GetString(e.Payload.Span)}");

    public static string Text(FeedItem item) => $"{item.Conversation}@{item.FirstSequence}:{string.Join(',', item.Events.Select(e => Encoding.UTF8.GetString(e.Span)))}";
}
