using Reception.Protocol.Frames;

namespace Reception.Client.Web.Chats;

/// <summary>Which internal lines of which conversation were handed on: each number once. Not thread-safe: its owner locks.</summary>
internal sealed class StaffLineBook
{
    private readonly Dictionary<string, (HashSet<long> Seen, long Version)> _known = new(StringComparer.Ordinal);

    /// <summary>The event for what is new in a frame; null: nothing is.</summary>
    public StaffChanged? Take(StaffFrame frame)
    {
        if (_known.Count > 1_000) _known.Clear();
        var (seen, version) = _known.TryGetValue(frame.Conversation, out var known) ? known : ([], 0);
        InternalDocument[] fresh = [.. (frame.Lines ?? []).Where(line => seen.Add(line.Number))];
        var staff = frame.Staff is { } newer && newer.Version > version ? newer : null;
        _known[frame.Conversation] = (seen, staff?.Version ?? version);
        return staff is null && fresh.Length == 0 ? null : new StaffChanged(frame.Conversation, staff, fresh);
    }
}
