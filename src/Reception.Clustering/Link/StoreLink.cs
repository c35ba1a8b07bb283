using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Reception.Clustering.Link;

/// <summary>
/// A process' one link to the store process of its data folder: connects when first used, carries any number of calls at once, connects
/// again by itself whenever it broke. While the store is away a call waits up to <see cref="StoreLinkOptions.ConnectWait"/>; a call
/// that was sent when the link broke fails at once. Errors: <see cref="StoreUnavailableException"/> (retryable),
/// <see cref="ArgumentException"/> (what the store calls misuse), <see cref="StoreCallException"/>.
/// </summary>
public sealed partial class StoreLink(IOptions<StoreLinkOptions> options, TimeProvider time, ILogger<StoreLink> logger) : IAsyncDisposable
{
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SocketConnectionContextFactory _sockets = new(new SocketConnectionFactoryOptions(), logger);
    private TaskCompletionSource<StoreConnection> _connected = New();
    private Task? _running;

    /// <summary>Sends one call; <paramref name="write"/> fills its body, <paramref name="read"/> takes the answer apart.</summary>
    public async ValueTask<TAnswer> CallAsync<TState, TAnswer>(byte operation, TState state, Action<PayloadWriter, TState> write, Func<PayloadReader, TAnswer> read, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var connection = await ConnectionAsync(cancellation).ConfigureAwait(false);
        var request = PayloadPool.Rent();
        try
        {
            write(request, state);
            return read(new PayloadReader(await connection.CallAsync(operation, request, cancellation).ConfigureAwait(false)));
        }
        catch (TimeoutException error)
        {
            throw new StoreUnavailableException("The store takes nothing more at the moment.", error);
        }
        finally
        {
            PayloadPool.Return(request);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_lock) running = _running ??= Task.CompletedTask;
        await _stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        _sockets.Dispose();
    }

    private static TaskCompletionSource<StoreConnection> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ValueTask<StoreConnection> ConnectionAsync(CancellationToken cancellation)
    {
        Task<StoreConnection> connected;
        lock (_lock)
        {
            _running ??= Task.Run(RunAsync);
            connected = _connected.Task;
        }
        return connected.IsCompletedSuccessfully ? new(connected) : WaitAsync(connected, cancellation);
    }

    private async ValueTask<StoreConnection> WaitAsync(Task<StoreConnection> connected, CancellationToken cancellation)
    {
        try
        {
            return await connected.WaitAsync(options.Value.ConnectWait, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new StoreUnavailableException($"The store of '{options.Value.DataFolder}' cannot be reached.", error);
        }
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await ConnectAsync().ConfigureAwait(false);
                LogConnected(options.Value.DataFolder);
                _connected.TrySetResult(connection);
                await connection.RunAsync(_stop.Token).ConfigureAwait(false);
                LogClosed();
            }
            catch (Exception error) when (error is StoreUnavailableException or IOException or SocketException or OperationCanceledException or InvalidDataException or FormatException)
            {
                LogNoConnection(error.Message);
            }
            await Task.Delay(options.Value.RetryDelay, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        _connected.TrySetException(new StoreUnavailableException("The link to the store has been closed."));
    }

    /// <summary>The connection has closed: who comes now waits for the next one.</summary>
    private void Forget()
    {
        lock (_lock)
        {
            if (_connected.Task.IsCompleted) _connected = New();
        }
    }

    private async Task<StoreConnection> ConnectAsync()
    {
        var folder = options.Value.DataFolder;
        var port = StoreFiles.ReadPort(folder) ?? throw new StoreUnavailableException($"No store has opened '{folder}' yet.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(HelloLimit);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        ConnectionContext? connection = null;
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), limit.Token).ConfigureAwait(false);
            connection = _sockets.Create(socket);
            await Handshake.GreetAsync(connection.Transport, StoreFiles.ReadOrMakeSecret(folder), limit.Token).ConfigureAwait(false);
            return new StoreConnection(connection, options.Value.CallTimeout, time, Forget);
        }
        catch
        {
            if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            throw;
        }
    }
}
