using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Journal;

namespace Reception.Domain.Conversations;

/// <summary>
/// Hours of shops and queues as a fold of journal events, so that they can be thrown away and folded again. A work that is sent on to
/// another queue arrives there too; one that comes back after a lost connection does not. Handling is the time from when an agent first
/// took the episode until it ended with an agent (until the last word where it was closed for silence), two hours at most.
/// </summary>
public sealed class ArrivalTally
{
    private const long LongestMs = 7_200_000;
    private readonly Dictionary<(ShopId, string, long), ArrivalHour> _hours = [];

    public IReadOnlyCollection<ArrivalHour> Hours => _hours.Values;

    /// <summary><paramref name="before"/> is the episode's row before the event.</summary>
    public void Add(ConversationId id, EpisodeRow? before, ConversationEvent happened)
    {
        switch (happened)
        {
            case EpisodeOpened:
                Add(new(id.Shop, "", Hour(happened), Arrivals: 1));
                break;
            case MessageAccepted:
                Add(new(id.Shop, "", Hour(happened), Messages: 1));
                break;
            case HandedOver e:
                Add(new(id.Shop, e.Wait.Queue, Hour(e), Arrivals: 1));
                break;
            case Transferred or Overflowed or Reclassified or Reassigned when QueueOf(happened) is { } queue && queue != before?.Queue:
                Add(new(id.Shop, queue, Hour(happened), Arrivals: 1));
                break;
            case OwnerChanged e when before?.Queue is { } queue:
                Add(new(id.Shop, queue, Hour(e), Assigned: 1, WaitMs: Milliseconds(e.Arrival, e.At)));
                break;
            case WaitEnded e when before is { Queue: { } queue, WaitingSince: { } since }:
                Add(new(id.Shop, queue, Hour(e), WaitMs: Milliseconds(since, e.At)));
                break;
            case Closed e when before is { Phase: ConversationPhase.Waiting, Queue: { } queue, WaitingSince: { } since }:
                Add(new(id.Shop, queue, Hour(e), Abandoned: 1, WaitMs: Milliseconds(since, e.At)));
                break;
            case Closed e when before is { Phase: ConversationPhase.Agent, Queue: { } queue, AssignedAt: { } since }:
                Add(new(id.Shop, queue, Hour(e), Handled: 1, HandlingMs: Math.Min(LongestMs, Milliseconds(since, e.By == ClosedBy.Idle ? before.UpdatedAt : e.At))));
                break;
        }
    }

    private void Add(ArrivalHour hour)
    {
        var key = (hour.Shop, hour.Queue, hour.Hour);
        _hours[key] = _hours.TryGetValue(key, out var so) ? so.Plus(hour) : hour;
    }

    private static string? QueueOf(ConversationEvent happened) => happened switch
    {
        Transferred e => e.Wait.Queue,
        Overflowed e => e.Wait.Queue,
        Reclassified e => e.Wait.Queue,
        Reassigned e => e.Wait.Queue,
        _ => null,
    };

    private static long Hour(ConversationEvent happened) => ArrivalHour.HourOf(happened.At);

    private static long Milliseconds(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, (long)(to - from).TotalMilliseconds);
}
