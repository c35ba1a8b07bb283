using Microsoft.Extensions.Logging;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Delivery;

namespace Reception.Grains.Conversations;

/// <summary>
/// Pushes to the sessions that listen to one conversation. A push is a hint: its loss is found by the sequence a session confirms.
/// Marks are kept in memory and not journaled: after an activation a session is pushed what came after the sequence it resumed from,
/// as far as it is recent, and the view, whose last sequence tells it what to ask for.
/// What stays unconfirmed goes out again after 2 s, then with doubling pauses; a session that fails <see cref="Tries"/> times in a
/// row is given up here and can resume at any time; so is one whose gateway is gone.
/// </summary>
internal sealed partial class Delivery(PushOutlet outlet, ConversationLog thread, TimeProvider time, ILogger log)
{
    public const int Tries = 6;
    public static readonly TimeSpan Unconfirmed = TimeSpan.FromSeconds(2);
    private const int MostMessages = 50;

    private readonly Dictionary<string, Target> _targets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreachable = new(StringComparer.Ordinal);

    /// <summary>Sessions given up since the last journaled end; they are ended in the next append.</summary>
    public IReadOnlyCollection<string> Unreachable => _unreachable;

    public bool IsBehind => _targets.Values.Any(t => t.Confirmed < thread.State.LastSequence || LacksLines(t));

    /// <summary>Takes over the sessions of the state after an append or an activation.</summary>
    public void Follow(ConversationState state)
    {
        foreach (var gone in _targets.Keys.Where(id => state.FindSession(id) is null).ToList()) _targets.Remove(gone);
        _unreachable.RemoveWhere(id => state.FindSession(id) is null);
        foreach (var session in state.Sessions)
        {
            if (_targets.TryGetValue(session.SessionId, out var known) && known.Session == session) continue;
            _unreachable.Remove(session.SessionId);
            _targets[session.SessionId] = new Target(session) { Confirmed = session.AfterSequence, ConfirmedInternal = known?.ConfirmedInternal ?? 0 };
        }
    }

    /// <summary>False: nothing is pushed to this session.</summary>
    public bool Confirm(string sessionId, long sequence)
    {
        if (!_targets.TryGetValue(sessionId, out var target)) return false;
        target.Confirmed = Math.Max(target.Confirmed, Math.Min(sequence, thread.State.LastSequence));
        target.Tries = 0;
        return true;
    }

    /// <summary>A session that was given up is heard of before its end was journaled: it goes on.</summary>
    public void Revive(string? sessionId)
    {
        if (sessionId is null || !_unreachable.Remove(sessionId)) return;
        if (thread.State.FindSession(sessionId) is { } session) _targets[sessionId] = new Target(session) { Confirmed = session.AfterSequence };
    }

    /// <summary>A response has carried everything to this session.</summary>
    public void Answered(string? sessionId)
    {
        if (sessionId is not null && _targets.TryGetValue(sessionId, out var target)) target.Wait(time.GetUtcNow());
    }

    /// <summary>
    /// Everything new goes to every session but the one whose response carries it; nothing at all to a session for which nothing changed
    /// that it may see: a customer's when staff talk among themselves, anybody's when a supervisor begins to read along.
    /// </summary>
    public void PushNew(ConversationState before, ConversationView view, ChatMessage[] messages, InternalLine[] lines, IReadOnlyCollection<ProposedReply> proposals, string? except, IEnumerable<SessionEntry> leaving)
    {
        var now = time.GetUtcNow();
        var pushes = new List<(SessionEntry, SessionPush)>();
        var isTheSame = messages.Length == 0 && IsTheSame(before.ToView(), view);
        var isStaffs = before.Staff != thread.State.Staff || proposals.Count > 0;
        foreach (var target in _targets.Values.Where(t => t.Session.SessionId != except && !(isTheSame && (t.Session.Side == Side.Customer || !isStaffs))))
        {
            target.Wait(now);
            pushes.Add((target.Session, WithStaff(Push(target.Session, view) with { Messages = messages.Length == 0 ? null : messages }, target.Session, MissingLines(target))));
            if (target.Session.Side == Side.Agent)
                pushes.AddRange(proposals.Select(p => (target.Session, Push(target.Session, null) with { Proposal = p })));
        }
        pushes.AddRange(leaving.Where(s => !_targets.ContainsKey(s.SessionId)).Select(s => (s, WithStaff(Push(s, view) with { Messages = messages.Length == 0 ? null : messages }, s, lines))));
        Send(pushes);
    }

    public void PushPlace(PlaceInQueue place, string? except = null) =>
        Send(_targets.Values.Where(t => t.Session.Side == Side.Customer && t.Session.SessionId != except).Select(t => (t.Session, Push(t.Session, null) with { Place = place })));

    public void PushTyping(string sessionId)
    {
        if (!_targets.TryGetValue(sessionId, out var writer)) return;
        if (writer.Session.Side is not (Side.Agent or Side.Customer)) return; // who only listens is not seen to write
        var author = writer.Session.Side == Side.Agent ? Author.Agent : Author.Customer;
        Send(_targets.Values.Where(t => t.Session.Side != writer.Session.Side).Select(t => (t.Session, Push(t.Session, null) with { Typing = author })));
    }

    /// <summary>Pushes again what has been unconfirmed for long enough.</summary>
    public void PushAgain(ConversationView view)
    {
        var now = time.GetUtcNow();
        var pushes = new List<(SessionEntry, SessionPush)>();
        foreach (var target in _targets.Values.Where(t => (t.Confirmed < thread.State.LastSequence || LacksLines(t)) && t.IsDue(now)).ToList())
        {
            if (++target.Tries > Tries)
            {
                GiveUp(target.Session.SessionId);
                continue;
            }
            target.Wait(now);
            var missing = thread.Recent.TryGet(target.Confirmed, MostMessages, out var messages) ? messages : null;
            pushes.Add((target.Session, WithStaff(Push(target.Session, view) with { Messages = missing is { Length: 0 } ? null : missing }, target.Session, MissingLines(target))));
        }
        Send(pushes);
    }

    private static SessionPush Push(SessionEntry to, ConversationView? view) => new(to.SessionId, View: view);

    private void Send(IEnumerable<(SessionEntry To, SessionPush Push)> pushes)
    {
        foreach (var gateway in pushes.GroupBy(p => p.To.Gateway, StringComparer.Ordinal))
            _ = SendAsync(gateway.Key, [.. gateway.Select(p => p.Push with { Conversation = thread.State.Id })]);
    }

    private async Task SendAsync(string gateway, SessionPush[] pushes)
    {
        if (await outlet.SendAsync(gateway, pushes) != PushOutcome.Gone) return;
        foreach (var session in pushes.Select(p => p.SessionId).Where(_targets.ContainsKey).Distinct().ToList()) GiveUp(session);
    }

    private void GiveUp(string sessionId)
    {
        _targets.Remove(sessionId);
        _unreachable.Add(sessionId);
        LogGivenUp(sessionId);
    }

    private sealed class Target(SessionEntry session)
    {
        private DateTimeOffset _again;

        public SessionEntry Session { get; } = session;
        public long Confirmed { get; set; }
        public long ConfirmedInternal { get; set; }
        public int Tries { get; set; }

        public bool IsDue(DateTimeOffset now) => now >= _again;

        public void Wait(DateTimeOffset now) => _again = now + (Unconfirmed * (1 << Math.Min(Tries, 4)));
    }
}
