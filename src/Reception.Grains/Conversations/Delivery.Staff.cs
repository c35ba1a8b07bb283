using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>
/// What goes to staff alone. A session without a <see cref="StaffLines.Reader"/>, every customer's, is passed over here, and what a reader may
/// not see is left out before it is sent. Internal lines are confirmed by number, apart from the thread's sequence.
/// </summary>
internal sealed partial class Delivery
{
    /// <summary>False: nothing is pushed to this session.</summary>
    public bool ConfirmInternal(string sessionId, long number)
    {
        if (!_targets.TryGetValue(sessionId, out var target)) return false;
        target.ConfirmedInternal = Math.Max(target.ConfirmedInternal, Math.Min(number, thread.State.Staff.LastInternal));
        target.Tries = 0;
        return true;
    }

    /// <summary>A response has carried these lines to this session; what was there before it began is not pushed to it.</summary>
    public void AnsweredInternal(string? sessionId)
    {
        if (sessionId is not null && _targets.TryGetValue(sessionId, out var target)) target.ConfirmedInternal = thread.State.Staff.LastInternal;
    }

    /// <summary>Nothing changed that a view shows.</summary>
    private static bool IsTheSame(ConversationView before, ConversationView after) =>
        (before.Missed ?? []).SequenceEqual(after.Missed ?? []) && (before.Promises ?? []).SequenceEqual(after.Promises ?? [])
        && before with { Version = after.Version, Missed = after.Missed, Promises = after.Promises } == after;

    /// <summary>The staff's part of a push to one session: nothing for a customer.</summary>
    private SessionPush WithStaff(SessionPush push, SessionEntry to, InternalLine[] lines)
    {
        if (to.Reader() is not { } reader) return push;
        InternalLine[] his = [.. lines.Where(l => l.IsFor(reader))];
        return push with { Staff = thread.State.Staff.ToView(thread.State.Version), Internal = his.Length == 0 ? null : his };
    }

    private InternalLine[] MissingLines(Target target)
    {
        if (target.Session.Reader() is not { } reader || target.ConfirmedInternal >= thread.State.Staff.LastInternal) return [];
        return thread.Lines.TryGet(target.ConfirmedInternal, reader, out var lines) ? lines : [];
    }

    // Lines that are not his he cannot confirm.
    private bool LacksLines(Target target) => MissingLines(target).Length > 0;
}
