using System.Net.WebSockets;
using Reception.Protocol.Frames;

namespace Reception.LoadTest.Drivers;

/// <summary>An agent's socket. There are few of them beside the customers, so their frames are read as the SDK reads them.</summary>
internal sealed class WebSocketAgent : IAgentLink
{
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly WebSocketLine _line;
    private readonly string _token;
    private readonly Task _reading;

    public WebSocketAgent(WebSocketLine line, IAgentSink sink, string token, Action ended)
    {
        (_line, _token) = (line, token);
        _reading = ReadAsync(sink, ended);
    }

    public ValueTask HelloAsync() => SendAsync(new HelloFrame { Token = _token });

    public ValueTask PresenceAsync(string id, string intent) => SendAsync(new PresenceFrame { Id = id, Intent = intent });

    public ValueTask AcceptAsync(string id, string offer) => SendAsync(new AcceptFrame { Id = id, Offer = offer });

    public ValueTask DeclineAsync(string id, string offer) => SendAsync(new DeclineFrame { Id = id, Offer = offer });

    public ValueTask PostAsync(string id, string conversation, long epoch, string text) =>
        SendAsync(new PostFrame { Id = id, Conversation = conversation, Epoch = epoch, Messages = [new PostedMessage(id, text)] });

    public ValueTask ConfirmAsync(string conversation, long sequence) => SendAsync(new ConfirmFrame { Conversation = conversation, Sequence = sequence });

    public ValueTask CloseAsync(string id, string conversation, long epoch) => SendAsync(new CloseFrame { Id = id, Conversation = conversation, Epoch = epoch });

    /// <summary>Cuts the line without a word.</summary>
    public async ValueTask DisposeAsync()
    {
        _line.Cut();
        await _reading;
        _line.Dispose();
        _sending.Dispose();
    }

    // An agent serves several customers at once; a socket takes one frame after the other.
    private async ValueTask SendAsync(Frame frame)
    {
        try
        {
            await _sending.WaitAsync();
            try
            {
                await _line.SendAsync(FrameCodec.Write(frame));
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            throw new LinkException("closed", exception);
        }
    }

    private async Task ReadAsync(IAgentSink sink, Action ended)
    {
        await Task.Yield();
        var code = await _line.ReadAllAsync(frame => Tell(FrameCodec.Read(frame.Span, FrameCodec.FromServer, out _), sink));
        ended();
        sink.OnGone(code);
    }

    private static void Tell(Frame? frame, IAgentSink sink)
    {
        switch (frame)
        {
            case WelcomeFrame welcome:
                if (welcome.Agent is { } self) Tell(self, sink);
                sink.OnWelcome();
                break;
            case OfferFrame offer: sink.OnOffer(offer.Offer.Offer, offer.Offer.Conversation); break;
            case AckFrame { Id: { } id }: sink.OnAcknowledged(id); break;
            case PushFrame push: sink.OnThread(push.Conversation, push.Messages is { Length: > 0 } lines ? lines[^1].Sequence : 0, push.View?.Phase, push.View?.Epoch ?? 0); break;
            case AgentFrame agent: Tell(agent.Agent, sink); break;
            case DoneFrame { Id: { } id } done:
                if (done.Agent is { } changed) Tell(changed, sink);
                sink.OnDone(id, done.View?.Epoch ?? 0);
                break;
            case ErrorFrame error: sink.OnRefused(error.Id, error.Code); break;
            case ByeFrame bye: sink.OnRefused(null, bye.Code); break;
        }
    }

    private static void Tell(AgentDocument agent, IAgentSink sink) => sink.OnAgent(agent.Load, agent.Capacity, [.. (agent.Holds ?? []).Select(hold => hold.Conversation)]);
}
