using System.Threading.Channels;
using Reception.Client.Web.Links;
using Reception.Protocol.Frames;

namespace Reception.Client.Web.Chats;

/// <summary>
/// A supervisor's desk over the gateway's socket: conversations he reads along, and his commands, each with the epoch of the newest view
/// that he was shown. It reconnects, and reads along again what it did before.
/// </summary>
public sealed class SupervisorDesk : IAsyncDisposable
{
    private readonly Channel<ChatEvent> _events = Channel.CreateUnbounded<ChatEvent>();
    private readonly TaskCompletionSource _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, (ThreadState Thread, string? Why)> _threads = new(StringComparer.Ordinal);
    private readonly StaffLineBook _lines = new();
    private readonly Lock _gate = new();
    private readonly WebClientOptions _options;
    private readonly FrameLink _link;

    private SupervisorDesk(WebClientOptions options, string token)
    {
        _options = options;
        _link = new FrameLink("/ws/v1/supervisor", options, () => new HelloFrame { Token = token }, Receive, Changed) { Due = Due };
    }

    /// <summary>Everything that happens, for one reader.</summary>
    public IAsyncEnumerable<ChatEvent> Events => _events.Reader.ReadAllAsync();

    public static SupervisorDesk Start(WebClientOptions options, string token)
    {
        var desk = new SupervisorDesk(options, token);
        desk._link.Start();
        return desk;
    }

    /// <summary>Completes with the first welcome; throws <see cref="RefusedException"/> when there will be none.</summary>
    public Task WelcomedAsync(CancellationToken cancel = default) => _welcomed.Task.WaitAsync(cancel);

    /// <summary>Reads a conversation along; nobody in it learns of it. The reason stands in its journal.</summary>
    public async Task MonitorAsync(string conversation, string? why = null, CancellationToken cancel = default)
    {
        lock (_gate) _threads.TryAdd(conversation, (new ThreadState(), why));
        try
        {
            await _link.AskAsync(new MonitorFrame { Id = _options.NewId(), Conversation = conversation, Why = why }, cancel);
        }
        catch (RefusedException)
        {
            lock (_gate) _threads.Remove(conversation);
            throw;
        }
    }

    public async Task LeaveAsync(string conversation, CancellationToken cancel = default)
    {
        lock (_gate) _threads.Remove(conversation);
        await _link.AskAsync(new LeaveFrame { Id = _options.NewId(), Conversation = conversation }, cancel);
    }

    /// <summary>A line that the owning agent alone sees.</summary>
    public Task WhisperAsync(string conversation, string text, CancellationToken cancel = default) =>
        _link.AskAsync(new WhisperFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Text = text }, cancel);

    public Task TakeOverAsync(string conversation, string? why = null, CancellationToken cancel = default) =>
        _link.AskAsync(new TakeOverFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Why = why }, cancel);

    public Task ReassignAsync(string conversation, string? agent, string? queue = null, int? seconds = null, string? why = null, CancellationToken cancel = default) =>
        _link.AskAsync(new ReassignFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Agent = agent, Queue = queue, Seconds = seconds, Why = why }, cancel);

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _events.Writer.TryComplete();
    }

    private long Epoch(string conversation)
    {
        lock (_gate) return _threads.TryGetValue(conversation, out var known) ? known.Thread.View?.Epoch ?? 0 : 0;
    }

    private IEnumerable<ClientFrame> Due()
    {
        lock (_gate)
        {
            var due = new List<ClientFrame>();
            foreach (var (conversation, (thread, _)) in _threads)
            {
                if (thread.Last <= thread.Confirmed) continue;
                thread.Confirmed = thread.Last;
                due.Add(new ConfirmFrame { Conversation = conversation, Sequence = thread.Last });
            }
            return due;
        }
    }

    private void Changed(LinkState state, string? why)
    {
        _events.Writer.TryWrite(new LinkChanged(state, why));
        if (state == LinkState.Ended) _welcomed.TrySetException(new RefusedException("ended", why ?? "The desk is closed.", "Start another."));
    }

    private void Receive(Frame frame)
    {
        lock (_gate)
        {
            switch (frame)
            {
                case WelcomeFrame:
                    foreach (var (conversation, (thread, why)) in _threads)
                    {
                        thread.Confirmed = 0;
                        _ = _link.TrySendAsync(new MonitorFrame { Id = _options.NewId(), Conversation = conversation, After = thread.Last, Why = why });
                    }
                    _welcomed.TrySetResult();
                    break;
                case PushFrame push: Take(push.Conversation, push.Messages, push.View); break;
                case DoneFrame { View: { } view }: Take(view.Conversation, null, view); break;
                case ErrorFrame { View: { } view }: Take(view.Conversation, null, view); break;
                case StaffFrame staff when _lines.Take(staff) is { } changed: _events.Writer.TryWrite(changed); break;
                case OtherTypingFrame typing: _events.Writer.TryWrite(new OtherIsTyping(typing.Conversation, typing.Author)); break;
            }
        }
    }

    private void Take(string conversation, MessageDocument[]? messages, ViewDocument? view)
    {
        if (!_threads.TryGetValue(conversation, out var known)) _threads[conversation] = known = (new ThreadState(), null);
        foreach (var message in known.Thread.Take(messages)) _events.Writer.TryWrite(new MessageArrived(conversation, message));
        if (known.Thread.Take(view)) _events.Writer.TryWrite(new ViewChanged(view!));
    }
}
