using System.Threading.Channels;
using Reception.Client.Web.Links;
using Reception.Protocol.Frames;

namespace Reception.Client.Web.Chats;

/// <summary>
/// A customer's chat over the gateway's socket. It reconnects and resumes by itself; <see cref="Events"/> brings every message
/// once and in order; a post completes when it is stored for good.
/// </summary>
public sealed class CustomerChat : IAsyncDisposable
{
    private readonly Channel<ChatEvent> _events = Channel.CreateUnbounded<ChatEvent>();
    private readonly TaskCompletionSource<ViewDocument?> _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ThreadState _thread = new();
    private readonly Lock _gate = new();
    private readonly WebClientOptions _options;
    private readonly FrameLink _link;
    private readonly PostQueue _posts;
    private bool _seen;

    private CustomerChat(WebClientOptions options, string token, string channel, ContextDocument? context)
    {
        _options = options;
        _link = new FrameLink("/ws/v1/customer", options, () => new HelloFrame { Token = token, Channel = channel, Context = context, After = After() }, Receive, Changed) { Due = Due };
        _posts = new PostQueue(async (messages, cancel) => (AckFrame)await _link.AskAsync(new PostFrame { Id = _options.NewId(), Messages = messages }, cancel));
    }

    /// <summary>Everything that happens, for one reader.</summary>
    public IAsyncEnumerable<ChatEvent> Events => _events.Reader.ReadAllAsync();

    /// <summary>The newest view.</summary>
    public ViewDocument? View
    {
        get
        {
            lock (_gate) return _thread.View;
        }
    }

    /// <summary>Begins to connect; <paramref name="token"/> is a visitor token or an identity signed by the shop.</summary>
    public static CustomerChat Start(WebClientOptions options, string token, string channel = "web", ContextDocument? context = null)
    {
        var chat = new CustomerChat(options, token, channel, context);
        chat._link.Start();
        return chat;
    }

    /// <summary>Completes with the first welcome; throws <see cref="RefusedException"/> when there will be none.</summary>
    public Task<ViewDocument?> WelcomedAsync(CancellationToken cancel = default) => _welcomed.Task.WaitAsync(cancel);

    /// <summary>Posts a line; the result is its sequence, stored for good.</summary>
    public Task<long> PostAsync(string text, CancellationToken cancel = default) => _posts.PostAsync(new PostedMessage(_options.NewId(), text), cancel);

    public Task AskForHumanAsync(CancellationToken cancel = default) => _link.AskAsync(new HumanFrame { Id = _options.NewId() }, cancel);

    public Task CloseAsync(CancellationToken cancel = default) => _link.AskAsync(new CloseFrame { Id = _options.NewId() }, cancel);

    public Task RateAsync(int stars, string? comment = null, CancellationToken cancel = default) => _link.AskAsync(new RateFrame { Id = _options.NewId(), Stars = stars, Comment = comment }, cancel);

    /// <summary>Whether the bot's answer at this sequence helped; the last word counts.</summary>
    public Task RateAnswerAsync(long sequence, bool helpful, CancellationToken cancel = default) =>
        _link.AskAsync(new RateAnswerFrame { Id = _options.NewId(), Sequence = sequence, Helpful = helpful }, cancel);

    public Task TypingAsync() => _link.TrySendAsync(new TypingFrame());

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _events.Writer.TryComplete();
    }

    private long? After()
    {
        lock (_gate) return _seen ? _thread.Last : null;
    }

    private IEnumerable<ClientFrame> Due()
    {
        lock (_gate)
        {
            if (_thread.Last <= _thread.Confirmed) return [];
            _thread.Confirmed = _thread.Last;
            return [new ConfirmFrame { Sequence = _thread.Last }];
        }
    }

    private void Changed(LinkState state, string? why)
    {
        _events.Writer.TryWrite(new LinkChanged(state, why));
        if (state == LinkState.Ended) _welcomed.TrySetException(new RefusedException("ended", why ?? "The chat has ended.", "Start another."));
    }

    private void Receive(Frame frame)
    {
        lock (_gate)
        {
            switch (frame)
            {
                case WelcomeFrame welcome:
                    _thread.Confirmed = 0;
                    Take(welcome.View?.Conversation ?? "", null, welcome.View);
                    if (welcome.Place is { } place) _events.Writer.TryWrite(new PlaceChanged(welcome.View?.Conversation ?? "", place));
                    _welcomed.TrySetResult(welcome.View);
                    break;
                case PushFrame push: Take(push.Conversation, push.Messages, push.View); break;
                case DoneFrame done: Take(done.View?.Conversation ?? "", null, done.View); break;
                case ErrorFrame error: Take(error.View?.Conversation ?? "", null, error.View); break;
                case PlaceFrame told: _events.Writer.TryWrite(new PlaceChanged(told.Conversation, new PlaceDocument(told.Place, told.FromSeconds, told.ToSeconds))); break;
                case OtherTypingFrame typing: _events.Writer.TryWrite(new OtherIsTyping(typing.Conversation, typing.Author)); break;
            }
        }
    }

    private void Take(string conversation, MessageDocument[]? messages, ViewDocument? view)
    {
        foreach (var message in _thread.Take(messages))
        {
            _seen = true;
            _events.Writer.TryWrite(new MessageArrived(conversation, message));
        }
        if (_thread.Take(view)) _events.Writer.TryWrite(new ViewChanged(view!));
    }
}
