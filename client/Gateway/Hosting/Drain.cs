using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reception.Client.Hub;
using Reception.Gateway.Sockets;

namespace Reception.Gateway.Hosting;

/// <summary>
/// The way out, before anything else of the process stops: readiness goes off and nobody is let in, every client is told when to
/// move, each at its own time; who has not gone by then is told goodbye as soon as no call of his is in flight, at the latest when
/// the grace time ends. It is over when all have gone and their sessions are closed at their conversations.
/// </summary>
internal sealed partial class Drain(Doors doors, SocketRegistry sockets, IOptions<GatewayOptions> options, TimeProvider time, IIdSource random, ILogger<Drain> log) : IHostedLifecycleService
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Notice = TimeSpan.FromMilliseconds(500);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        doors.Close();
        if (sockets.Count == 0) return;
        var (spread, grace) = (options.Value.Drain.Spread, options.Value.Drain.Grace);
        Draining(sockets.Count, spread.TotalSeconds);
        var now = time.GetUtcNow();
        if (spread > TimeSpan.Zero) sockets.Move(() => now + Notice + (spread * random.NextDouble()));
        using var timer = new PeriodicTimer(Step, time);
        while (sockets.Count > 0 && time.GetUtcNow() - now < grace + SocketConnection.MoveMargin && !cancellationToken.IsCancellationRequested)
        {
            sockets.Part(time.GetUtcNow() - now >= grace);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        if (sockets.Count > 0) Stayed(sockets.Count);
        else Drained();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Going down: {Connections} connections are asked to move within {Seconds} s")]
    private partial void Draining(int connections, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Every connection has gone")]
    private partial void Drained();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Connections} connections did not go in time and are cut")]
    private partial void Stayed(int connections);
}
