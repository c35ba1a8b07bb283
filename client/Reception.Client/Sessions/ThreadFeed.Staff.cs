using Reception.Client.Calls;
using Reception.Contracts.Conversations;

namespace Reception.Client.Sessions;

/// <summary>
/// What only staff see. A customer's feed passes over it, whatever is pushed to it. Every push of lines carries all that this session has
/// not confirmed, so the newest number can be confirmed as soon as it is there.
/// </summary>
internal sealed partial class ThreadFeed
{
    private const int MaxSeen = 512;
    private readonly Queue<long> _seenOrder = new();
    private readonly HashSet<long> _seen = [];
    private StaffView? _staff;

    /// <summary>This session is an agent's, a colleague's or a supervisor's.</summary>
    public bool IsStaff { get; init; }

    /// <summary>The newest picture for staff.</summary>
    public StaffView? Staff
    {
        get
        {
            lock (_gate) return _staff;
        }
    }

    private void ReceiveStaff(StaffView? staff, InternalLine[]? lines)
    {
        if (!IsStaff || (staff is null && lines is null)) return;
        lock (_gate)
        {
            InternalLine[] fresh = [.. (lines ?? []).Where(line => See(line.Number))];
            var newer = staff is not null && !(staff.Version <= _staff?.Version);
            if (newer) _staff = staff;
            if (newer || fresh.Length > 0) events.OnStaff(id, _staff, fresh);
        }
        if (lines is { Length: > 0 }) Lane.TryAdd(() => ConfirmLinesAsync(lines[^1].Number), always: true);
    }

    private bool See(long number)
    {
        if (!_seen.Add(number)) return false;
        _seenOrder.Enqueue(number);
        if (_seenOrder.Count > MaxSeen) _seen.Remove(_seenOrder.Dequeue());
        return true;
    }

    private async Task ConfirmLinesAsync(long number)
    {
        try
        {
            await grain.ConfirmInternalAsync(sessionId, number);
        }
        catch (Exception exception) when (Patience.IsTransient(exception))
        {
            // Pushed again, and confirmed then.
        }
    }
}
