using Microsoft.Extensions.Logging;
using Reception.Client.Calls;
using Reception.Client.Sessions;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Wire;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>What both sockets share: hello first, answers and events as frames, errors of the cluster as codes.</summary>
internal abstract class SessionSocket(SocketConnection connection, SocketOptions options, ILogger log) : ISessionEvents
{
    private const int RetryMs = 1_000;

    protected SocketConnection Connection { get; } = connection;

    protected LimitsDocument Limits { get; } = new(
        Protocol.Limits.FrameBytes, Protocol.Limits.TextLength, Protocol.Limits.MessagesPerPost, options.FramesPerSecond, (int)options.Ping.TotalSeconds);

    public async ValueTask HandleAsync(ClientFrame frame)
    {
        using var span = GatewaySpans.StartFrame(frame);
        try
        {
            if (frame is HelloFrame hello) await HelloOnceAsync(hello);
            else if (!Connection.HasSaidHello) Connection.Bye(ErrorCodes.HelloExpected);
            else if (frame is PingFrame ping) Connection.Send(new PongFrame(ping.Id));
            else await CarryOutAsync(frame);
        }
        catch (Exception exception) when (Patience.IsTransient(exception))
        {
            log.Unavailable(frame.Type, exception.GetType().Name);
            if (frame is HelloFrame) Connection.Bye(ErrorCodes.Unavailable, RetryMs);
            else Connection.Refuse(frame.Id, ErrorCodes.Unavailable, RetryMs);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.Failed(exception, FrameNames.Of(frame.GetType()) ?? "frame");
            Connection.Refuse(frame.Id, ErrorCodes.Internal);
        }
    }

    public void OnThread(ConversationId conversation, IReadOnlyList<ChatMessage> messages, ConversationView? view)
    {
        var runs = FrameSplit.Cut(messages).ToArray();
        for (var i = 0; i < runs.Length - 1; i++) Connection.Send(new PushFrame(conversation.ToString(), runs[i]));
        Connection.Send(new PushFrame(conversation.ToString(), runs.Length == 0 ? null : runs[^1], view is null ? null : Show(view)));
    }

    public void OnPlace(ConversationId conversation, PlaceInQueue place) => Connection.Send(new PlaceFrame(conversation.ToString(), place.Place, place.FromSeconds, place.ToSeconds));

    public void OnTyping(ConversationId conversation, Author author) => Connection.Send(new OtherTypingFrame(conversation.ToString(), Words.Of(author)));

    public virtual void OnStaff(ConversationId conversation, StaffView? staff, IReadOnlyList<InternalLine> lines) { }

    public ValueTask WhenRoomAsync() => Connection.WhenRoomAsync();

    protected abstract Task HelloAsync(HelloFrame hello);

    protected abstract ValueTask CarryOutAsync(ClientFrame frame);

    /// <summary>True while the session waits for the cluster.</summary>
    protected abstract bool HasCallsInFlight();

    /// <summary>The view as this side may see it.</summary>
    protected abstract ViewDocument Show(ConversationView view);

    protected void Welcome(TokenSubject subject, string sessionId, WelcomeFrame frame)
    {
        Connection.Welcomed(Words.Of(subject.Role));
        Connection.IsBusy = HasCallsInFlight;
        Connection.Expires = subject.Expires;
        log.Began(sessionId, subject.Role == Role.Agent ? subject.Subject : "a customer");
        Connection.Send(frame);
    }

    /// <summary>Refuses a frame that should never have been sent like this.</summary>
    protected void Bad(string? id, string detail) => Connection.Refuse(id, Checks.Bad(detail), counts: true);

    protected void Answer(string? id, PostResult result, string? conversation = null)
    {
        if (result.Outcome.IsDone()) Connection.Send(new AckFrame(id, [.. result.Acks.Select(ack => new AckDocument(ack.ClientMessageId, ack.Sequence))], conversation));
        else Refuse(id, result.Outcome, result.Error, result.View);
    }

    protected void Answer(string? id, CommandResult result)
    {
        if (result.Outcome.IsDone()) Connection.Send(new DoneFrame(id, result.Outcome == CommandOutcome.Repeated, result.View is null ? null : Show(result.View)));
        else Refuse(id, result.Outcome, result.Error, result.View);
    }

    protected void Refuse(string? id, CommandOutcome outcome, string? detail, ConversationView? view) =>
        Connection.Refuse(id, outcome.Code(detail), outcome == CommandOutcome.Unavailable ? RetryMs : null, view is null ? null : Show(view));

    /// <summary>Tells the client when its command was not even taken.</summary>
    protected void Taken(string? id, bool? taken)
    {
        if (taken is null) Connection.Refuse(id, ErrorCodes.NotAttached);
        else if (taken == false) Connection.Refuse(id, ErrorCodes.RateLimited, RetryMs, counts: true);
    }

    protected void SendPage(string? id, ConversationId conversation, MessagesPage page)
    {
        var runs = FrameSplit.Cut(page.Messages).ToArray();
        foreach (var run in runs) Connection.Send(new MessagesFrame(id, conversation.ToString(), run, page.LastSequence));
        if (runs.Length == 0) Connection.Send(new MessagesFrame(id, conversation.ToString(), [], page.LastSequence));
    }

    private async Task HelloOnceAsync(HelloFrame hello)
    {
        if (Connection.HasSaidHello)
        {
            Connection.Refuse(hello.Id, ErrorCodes.HelloRepeated, counts: true);
            return;
        }
        var due = Connection.Expires;
        Connection.Expires = DateTimeOffset.MaxValue; // it came in time; how long the cluster takes is bounded by the calls' own patience
        try
        {
            await HelloAsync(hello);
        }
        finally
        {
            if (!Connection.HasSaidHello) Connection.Expires = due;
        }
    }
}
