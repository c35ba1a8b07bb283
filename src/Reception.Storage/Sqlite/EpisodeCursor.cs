using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Reception.Storage.Sqlite;

/// <summary>The last row of a page; the next page starts after it, whatever was added meanwhile.</summary>
internal readonly record struct EpisodeCursor(long OpenedAtTicks, string Conversation, int Episode)
{
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{OpenedAtTicks} {Episode} {Conversation}")));

    /// <summary>Throws <see cref="ArgumentException"/> on a text that no page gave out.</summary>
    public static EpisodeCursor Parse(string text)
    {
        var parts = Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ', 3) : [];
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var episode)
            ? new EpisodeCursor(ticks, parts[2], episode)
            : throw new ArgumentException("This is no cursor of an episode list.", nameof(text));
    }
}
