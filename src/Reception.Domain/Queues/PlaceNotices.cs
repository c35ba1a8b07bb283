using Reception.Contracts.Conversations;
using Reception.Contracts.Queues;

namespace Reception.Domain.Queues;

/// <summary>A customer's new place.</summary>
public sealed record PlaceNotice(WaitingWork Work, PlaceInQueue Place);

/// <summary>
/// Who is told a new place: the first ten at once, the others at most every 5 s, all only when what they were shown changes
/// (the place, or that a range is known at last). So a queue of n costs n notices in 5 s at most, whatever the traffic. A round over the
/// others goes in parts, so that ten thousands of notices do not hold up one turn.
/// </summary>
public sealed class PlaceNotices(WaitingList waiting, WaitEstimate estimate)
{
    public const int AtOnce = 10;

    /// <summary>Of the others at most so many are looked at in one part …</summary>
    public const int MostInOnePart = 1_000;

    /// <summary>… and a part begins so long after the one before.</summary>
    public static readonly TimeSpan BetweenParts = TimeSpan.FromMilliseconds(25);

    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _next;
    private DateTimeOffset _roundFrom;

    /// <summary>The last whom the round under way has looked at; null: none is under way.</summary>
    private WaitingKey? _lookedAt;

    /// <summary>When the others are due; null while there are none.</summary>
    public DateTimeOffset? NextWake => waiting.Count > AtOnce ? _next : null;

    /// <summary>The entry's place now, which the caller tells: it is not told again.</summary>
    public PlaceInQueue Tell(WaitingEntry entry, DateTimeOffset now) => Told(entry, waiting.PlaceOf(entry), now);

    /// <summary>Whom to tell now.</summary>
    public IReadOnlyList<PlaceNotice> Changed(DateTimeOffset now)
    {
        List<PlaceNotice>? changed = null;
        var place = 0;
        WaitingEntry? last = null;
        foreach (var entry in waiting.InOrder().Take(AtOnce)) Look(last = entry, ++place, now, ref changed);
        if (_next is null) _next = now + Every;
        else if (now >= _next) LookAtOthers(last, now, ref changed);
        return changed ?? [];
    }

    private void LookAtOthers(WaitingEntry? tenth, DateTimeOffset now, ref List<PlaceNotice>? changed)
    {
        if (_lookedAt is null) _roundFrom = now;
        var from = _lookedAt is { } looked && (tenth is null || looked.CompareTo(tenth.Key) > 0) ? looked : tenth?.Key;
        var entry = from is { } key ? waiting.After(key) : null;
        var place = entry is null ? 0 : waiting.PlaceOf(entry);
        var looks = 0;
        for (; entry is not null && looks < MostInOnePart; entry = waiting.After(entry.Key), looks++)
        {
            Look(entry, place++, now, ref changed);
            _lookedAt = entry.Key;
        }
        if (entry is null) _lookedAt = null;
        _next = entry is null ? _roundFrom + Every : now + BetweenParts;
    }

    private void Look(WaitingEntry entry, int place, DateTimeOffset now, ref List<PlaceNotice>? changed)
    {
        if (entry.ToldPlace == place && (entry.ToldRange || estimate.At(place, now).FromSeconds is null)) return;
        (changed ??= []).Add(new PlaceNotice(entry.Work, Told(entry, place, now)));
    }

    private PlaceInQueue Told(WaitingEntry entry, int place, DateTimeOffset now)
    {
        var told = estimate.At(place, now);
        entry.ToldPlace = place;
        entry.ToldRange = told.FromSeconds is not null;
        return told;
    }
}
