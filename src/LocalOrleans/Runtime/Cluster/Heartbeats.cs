using System.Diagnostics;
using System.Net.Sockets;

namespace LocalOrleans;

/// <summary>
/// Hears whether other silos' processes run, and notices when its own did not. All of it on dedicated threads with blocking sockets: a thread pool that is
/// busy or blocked here or there delays no heartbeat, and a process that runs at all, however slowly, answers within the probe time-out.
/// <para><b>What is counted.</b> One byte goes to each silo every beat and comes back. Missed beats are counted, not time: a pause of this process is at most
/// one missed beat of each other silo, so a silo that wakes up suspects nobody. Any byte ends the count. A silo is silent after <paramref name="limit"/> missed
/// beats in a row; an attempt to connect that ends in a time-out counts as a few.</para>
/// <para><b>Pulse.</b> One thread looks at the clock ten times a second; a gap of <see cref="PauseLimit"/> between two looks is told: the process was stopped.
/// The limit is below the time in which others can vote it out.</para>
/// <para><b>Crash cases.</b> The other process ends: the socket fails at once and reconnecting fails, and that counts as missed beats, but its death has been seen by
/// its pid by then. A socket fails and the process lives: reconnected at the next beat.</para>
/// </summary>
internal sealed class Heartbeats(Func<SiloAddress, Socket> open, Action<SiloAddress, bool> onSilence, Action onPaused, TimeSpan beat, int limit) : IDisposable
{
    public static readonly TimeSpan PauseLimit = TimeSpan.FromSeconds(3);
    private const int BeatsPerFailedHello = 3;
    private const int StackSize = 256 * 1024;
    private readonly Dictionary<SiloAddress, ManualResetEvent> _watched = [];
    private readonly HashSet<Socket> _answered = [];
    private readonly ManualResetEvent _stopped = new(false);

    public void Start() => Run("pulse", Pulse);

    /// <summary>Watches exactly these silos from now on.</summary>
    public void Watch(IReadOnlyCollection<SiloAddress> silos)
    {
        lock (_watched)
        {
            foreach (var (silo, ended) in _watched.Where(pair => !silos.Contains(pair.Key)).ToList())
            {
                _watched.Remove(silo);
                ended.Set();
            }

            if (_stopped.WaitOne(0)) return;
            foreach (var silo in silos.Where(silo => !_watched.ContainsKey(silo)))
            {
                var ended = _watched[silo] = new ManualResetEvent(false);
                Run($"heart {silo}", () => Listen(silo, ended));
            }
        }
    }

    /// <summary>Sends back what comes in until the other end closes.</summary>
    public void Answer(Socket socket)
    {
        lock (_answered) _answered.Add(socket);
        Run("heartbeat", () => Echo(socket));
    }

    public void Dispose()
    {
        _stopped.Set();
        Watch([]);
        lock (_answered)
        {
            foreach (var socket in _answered) socket.Dispose();
        }
    }

    private void Listen(SiloAddress silo, ManualResetEvent ended)
    {
        Socket? socket = null;
        var buffer = new byte[64];
        var missed = 0;
        while (!ended.WaitOne(0))
        {
            var before = missed;
            var started = Stopwatch.GetTimestamp();
            try
            {
                socket ??= open(silo);
                socket.ReceiveTimeout = (int)beat.TotalMilliseconds;
                socket.Send(buffer.AsSpan(0, 1));
                missed = socket.Receive(buffer) > 0 ? 0 : throw new SocketException((int)SocketError.ConnectionReset);
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                missed += socket is null && Stopwatch.GetElapsedTime(started) > beat ? BeatsPerFailedHello : 1;
                if (exception is not SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock }) socket?.Dispose();
                if (socket?.SafeHandle.IsClosed != false) socket = null;
            }

            if (before < limit != missed < limit) onSilence(silo, missed >= limit);
            var left = beat - Stopwatch.GetElapsedTime(started);
            if (left > TimeSpan.Zero) ended.WaitOne(left);
        }

        socket?.Dispose();
        if (missed >= limit) onSilence(silo, false);
    }

    private void Echo(Socket socket)
    {
        var buffer = new byte[64];
        try
        {
            socket.ReceiveTimeout = 0;
            while (socket.Receive(buffer) is > 0 and var count) socket.Send(buffer.AsSpan(0, count));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Closed by either side: the end of the watch, no verdict.
        }

        lock (_answered) _answered.Remove(socket);
        socket.Dispose();
    }

    private void Pulse()
    {
        for (var last = Stopwatch.GetTimestamp(); !_stopped.WaitOne(100); last = Stopwatch.GetTimestamp())
        {
            if (Stopwatch.GetElapsedTime(last) >= PauseLimit) onPaused();
        }
    }

    private static void Run(string name, Action body) => new Thread(() => body(), StackSize) { IsBackground = true, Name = name }.UnsafeStart();
}
