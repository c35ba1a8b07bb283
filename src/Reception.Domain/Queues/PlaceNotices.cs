using Reception.Contracts.Conversations;
using Reception.Contracts.Queues;

namespace Reception.Domain.Queues;

/// <summary>A customer's new place.</summary>
public sealed record PlaceNotice(WaitingWork Work, PlaceInQueue Place);

/// <summary>
/// Who is told a new place: the first ten at once, the others at most every 5 s, all only when what they were shown changes
/// (the place, or that a range is known at last). So a queue of n costs n notices in 5 s at most, whatever the traffic.
/// </summary>
public sealed class PlaceNotices(WaitingList waiting, WaitEstimate estimate)
{
    public const int AtOnce = 10;
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _next;

    /// <summary>When the others are due; null while there are none.</summary>
    public DateTimeOffset? NextWake => waiting.Count > AtOnce ? _next : null;

    /// <summary>The entry's place now, which the caller tells: it is not told again.</summary>
    public PlaceInQueue Tell(WaitingEntry entry, DateTimeOffset now) => Told(entry, waiting.PlaceOf(entry), now);

    /// <summary>Whom to tell now.</summary>
    public IReadOnlyList<PlaceNotice> Changed(DateTimeOffset now)
    {
        List<PlaceNotice>? changed = null;
        var all = now >= _next;
        if (all || _next is null) _next = now + Every;
        var place = 0;
        foreach (var entry in waiting.InOrder())
        {
            if (++place > AtOnce && !all) break;
            if (entry.ToldPlace == place && (entry.ToldRange || estimate.At(place, now).FromSeconds is null)) continue;
            (changed ??= []).Add(new PlaceNotice(entry.Work, Told(entry, place, now)));
        }
        return changed ?? [];
    }

    private PlaceInQueue Told(WaitingEntry entry, int place, DateTimeOffset now)
    {
        var told = estimate.At(place, now);
        entry.ToldPlace = place;
        entry.ToldRange = told.FromSeconds is not null;
        return told;
    }
}
