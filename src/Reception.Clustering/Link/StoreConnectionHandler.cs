using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Reception.Clustering.Link;

/// <summary>What a store process does with calls. Refusals as unavailable throw <see cref="StoreUnavailableException"/>, misuse <see cref="ArgumentException"/>.</summary>
public interface IStoreCalls
{
    /// <summary>Reads <paramref name="request"/> before its first await, so that calls of one connection begin in the order in which they came.</summary>
    ValueTask HandleAsync(byte operation, PayloadReader request, PayloadWriter answer);
}

/// <summary>
/// The store's end of a connection, on Kestrel's transport: calls begin in their order, run beside each other, and are answered as they
/// end. Above <see cref="MaxInFlight"/> nothing more is read, so that a caller's pipe fills and he waits.
/// </summary>
public sealed partial class StoreConnectionHandler(IStoreCalls calls, StoreConnections connections, IOptions<StoreLinkOptions> options, ILogger<StoreConnectionHandler> logger) : ConnectionHandler
{
    private const int MaxInFlight = 16_384;
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(5);

    private readonly byte[] _secret = StoreFiles.ReadOrMakeSecret(options.Value.DataFolder);

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (!await GreetAsync(connection).ConfigureAwait(false)) return;
        connections.Came();
        var sender = new FrameSender(connection.Transport.Output);
        var places = new SemaphoreSlim(MaxInFlight); // calls outlive the connection, so nobody disposes it
        try
        {
            var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, closing);
            await Frame.ReadAllAsync(connection.Transport.Input, TakeAsync, end.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ConnectionAbortedException or InvalidDataException)
        {
            LogEnded(error.Message);
        }
        finally
        {
            sender.Close();
            connections.Went();
        }

        async ValueTask TakeAsync(Frame frame)
        {
            await sender.RoomAsync().ConfigureAwait(false);
            await places.WaitAsync().ConfigureAwait(false);
            _ = RunAsync(frame, sender, places);
        }
    }

    private async Task RunAsync(Frame frame, FrameSender sender, SemaphoreSlim places)
    {
        var answer = PayloadPool.Rent();
        var code = AnswerCode.Done;
        try
        {
            await calls.HandleAsync(frame.Code, new PayloadReader(frame.Body), answer).ConfigureAwait(false);
            if (answer.Length > Frame.MaxBytes - Frame.HeadBytes) throw new ArgumentException($"The answer has {answer.Length} bytes; {Frame.MaxBytes} is the most. Ask for less at once.");
        }
        catch (Exception error)
        {
            code = error switch
            {
                StoreUnavailableException => AnswerCode.Unavailable,
                ArgumentException => AnswerCode.Misuse,
                _ => AnswerCode.Failed,
            };
            if (code == AnswerCode.Failed) LogFailed(frame.Code, error);
            answer.Clear();
            answer.Text(error.Message);
        }
        sender.TrySend(frame.Call, (byte)code, answer.Written);
        PayloadPool.Return(answer);
        places.Release();
    }

    private async Task<bool> GreetAsync(ConnectionContext connection)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        limit.CancelAfter(HelloLimit);
        try
        {
            if (await Handshake.AnswerAsync(connection.Transport, _secret, limit.Token).ConfigureAwait(false)) return true;
            LogRefused();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ConnectionAbortedException)
        {
            LogEnded(error.Message);
        }
        return false;
    }
}
