using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reception.Client.Calls;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;

namespace Reception.Client.Hub;

/// <summary>
/// The one observer of this process: gives each push to its session, and the clock to all of them. A push for a session that
/// is gone is answered by closing that session at the conversation, so that nobody goes on pushing to it.
/// </summary>
public sealed partial class SessionHub : IGatewayObserver, IDisposable
{
    private readonly ConcurrentDictionary<string, IPushTarget> _sessions = new(StringComparer.Ordinal);
    private readonly IClusterClient _cluster;
    private readonly Lazy<string> _gateway;
    private static readonly TimeSpan StoodStill = TimeSpan.FromSeconds(4);
    private readonly ITimer _timer;
    private DateTimeOffset _ticked;
    private readonly TimeProvider _time;
    private readonly ILogger<SessionHub> _log;

    public SessionHub(IClusterClient cluster, IObserverRegistrar registrar, IOptions<ReceptionClientOptions> options, TimeProvider time, ILogger<SessionHub> log)
    {
        (_cluster, _time, _log) = (cluster, time, log);
        _gateway = new Lazy<string>(() => registrar.Register(this));
        _ticked = time.GetUtcNow();
        _timer = time.CreateTimer(_ => Tick(), null, options.Value.Tick, options.Value.Tick);
    }

    /// <summary>How many sessions are open here.</summary>
    public int Count => _sessions.Count;

    public Task PushAsync(SessionPush[] pushes)
    {
        foreach (var push in pushes)
        {
            if (_sessions.TryGetValue(push.SessionId, out var session)) Give(session, push);
            else if (push.Conversation is { } id) CloseOrphan(id.ToString(), push.SessionId);
        }
        return Task.CompletedTask;
    }

    public void Dispose() => _timer.Dispose();

    internal SessionAddress AddressOf(string sessionId) => new(sessionId, _gateway.Value);

    internal void Add(string sessionId, IPushTarget session) => _sessions[sessionId] = session;

    internal void Remove(string sessionId) => _sessions.TryRemove(sessionId, out _);

    // One session's error is not the other sessions' loss.
    private void Give(IPushTarget session, SessionPush push)
    {
        using var span = ClientSpans.StartPush(push.Trace);
        try
        {
            session.Receive(push);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            PushFailed(exception, push.SessionId);
        }
    }

    private void Tick()
    {
        var now = _time.GetUtcNow();
        if (now - _ticked > StoodStill) Doubt(now);
        _ticked = now;
        foreach (var session in _sessions.Values) session.Tick(now);
    }

    // Spread a little: there may be many.
    private void Doubt(DateTimeOffset now)
    {
        var number = 0;
        Doubted((now - _ticked).TotalSeconds);
        foreach (var session in _sessions.Values) session.Doubt(now + TimeSpan.FromMilliseconds(number++ % 2_000));
    }

    /// <summary>Tells a conversation that a session does not listen to it (any more).</summary>
    internal void CloseOrphan(string conversation, string sessionId) => _ = Task.Run(async () =>
    {
        try
        {
            await _cluster.GetGrain<IConversationGrain>(conversation).CloseSessionAsync(sessionId);
        }
        catch (Exception exception)
        {
            OrphanStays(conversation, exception.GetType().Name);
        }
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "This process stood still for {Seconds} s; every session is looked at")]
    private partial void Doubted(double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "A push to session {Session} failed")]
    private partial void PushFailed(Exception exception, string session);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A session that is gone could not be closed at {Conversation}: {Error}")]
    private partial void OrphanStays(string conversation, string error);
}
