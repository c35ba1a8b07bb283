using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Reception.Benchmarks.Floods;

/// <summary>
/// A customer on a bare WebSocket who writes on a timetable. One who waits sends everything, later if he must; one who does not leaves
/// out what his network does not take.
/// </summary>
internal sealed class FloodCustomer : IAsyncDisposable
{
    private static readonly string[] Lines = ["什么时候发货", "可以退货吗", "运费多少", "有优惠吗", "敏感肌能用吗", "怎么修改地址", "发票怎么开", "多久能到"];
    private static readonly TimeSpan ConfirmEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, long> _due = new();
    private readonly ConcurrentQueue<double> _latencies = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ClientWebSocket _socket = new();
    private Task _reading = Task.CompletedTask;
    private long _last;
    private int _number;

    public int Sent { get; private set; }

    /// <summary>What was not sent because the network had not taken what came before.</summary>
    public int Held { get; private set; }

    public int Acked { get; private set; }

    public int Refused { get; private set; }

    public static async Task<FloodCustomer> JoinAsync(Uri url, string token)
    {
        var customer = new FloodCustomer();
        await customer._socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws", Path = "/ws/v1/customer" }.Uri, CancellationToken.None);
        await customer.SendAsync($"{{\"type\":\"hello\",\"token\":\"{token}\"}}");
        var welcomed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        customer._reading = Task.Run(() => customer.ReadAsync(welcomed));
        await welcomed.Task;
        return customer;
    }

    /// <summary>Milliseconds from due to ack.</summary>
    public IEnumerable<double> Latencies() => _latencies;

    /// <summary>Forgets the phase before; what it did not get an answer to counts no more.</summary>
    public void Begin()
    {
        _due.Clear();
        _latencies.Clear();
        (Sent, Held, Acked, Refused) = (0, 0, 0, 0);
    }

    public async Task WriteAsync(double perSecond, double offset, TimeSpan length, bool waits)
    {
        var time = TimeProvider.System;
        var (start, interval, confirmed) = (time.GetTimestamp(), TimeSpan.FromSeconds(1 / perSecond), TimeSpan.Zero);
        Task sending = Task.CompletedTask;
        for (var due = interval * offset; due < length; due += interval)
        {
            var pause = due - time.GetElapsedTime(start);
            if (pause > TimeSpan.Zero) await Task.Delay(pause, time);
            if (!waits && !sending.IsCompleted)
            {
                Held++;
                continue;
            }
            var id = $"m{++_number}";
            _due[id] = start + (long)(due.TotalSeconds * time.TimestampFrequency);
            Sent++;
            sending = SendAsync($"{{\"type\":\"post\",\"id\":\"{id}\",\"messages\":[{{\"id\":\"{id}\",\"text\":\"{Lines[_number % Lines.Length]}\"}}]}}");
            if (waits) await sending;
            if (due - confirmed < ConfirmEvery || !sending.IsCompleted) continue;
            confirmed = due;
            sending = SendAsync($"{{\"type\":\"confirm\",\"sequence\":{Interlocked.Read(ref _last)}}}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task SendAsync(string frame)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync(TaskCompletionSource welcomed)
    {
        var buffer = new byte[128 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) throw new WebSocketException($"The server closed: {_socket.CloseStatusDescription}.");
                length += received.Count;
                if (!received.EndOfMessage) continue;
                Take(buffer.AsMemory(0, length), welcomed);
                length = 0;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            if (!welcomed.TrySetException(exception) && _socket.State != WebSocketState.Aborted) Console.WriteLine($"a customer left: {exception.Message}");
        }
    }

    private void Take(ReadOnlyMemory<byte> utf8, TaskCompletionSource welcomed)
    {
        using var frame = JsonDocument.Parse(utf8);
        var root = frame.RootElement;
        switch (root.GetProperty("type").GetString())
        {
            case "welcome": welcomed.TrySetResult(); break;
            case "error": Refused++; break;
            case "ack":
                Acked++;
                if (root.TryGetProperty("id", out var id) && _due.TryRemove(id.GetString()!, out var due)) _latencies.Enqueue(TimeProvider.System.GetElapsedTime(due).TotalMilliseconds);
                break;
            case "push" when root.TryGetProperty("messages", out var messages):
                foreach (var message in messages.EnumerateArray()) _last = Math.Max(_last, message.GetProperty("sequence").GetInt64());
                break;
        }
    }
}
