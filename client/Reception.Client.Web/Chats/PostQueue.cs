using System.Threading.Channels;
using Reception.Protocol;
using Reception.Protocol.Frames;

namespace Reception.Client.Web.Chats;

/// <summary>Lines on their way, in order: one post at a time, with all that was written meanwhile; the next goes when the ack has come.</summary>
internal sealed class PostQueue(Func<PostedMessage[], CancellationToken, Task<AckFrame>> send)
{
    private readonly Channel<(PostedMessage Message, TaskCompletionSource<long> Stored)> _lines = Channel.CreateBounded<(PostedMessage, TaskCompletionSource<long>)>(1_000);
    private readonly Lock _gate = new();
    private bool _running;

    /// <summary>The sequence once the line is stored for good.</summary>
    public async Task<long> PostAsync(PostedMessage message, CancellationToken cancel)
    {
        var stored = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _lines.Writer.WriteAsync((message, stored), cancel);
        lock (_gate)
        {
            if (!_running) _ = Task.Run(PumpAsync, CancellationToken.None);
            _running = true;
        }
        return await stored.Task.WaitAsync(cancel);
    }

    private async Task PumpAsync()
    {
        while (Next() is { Count: > 0 } lines)
        {
            try
            {
                var ack = await send([.. lines.Select(line => line.Message)], CancellationToken.None);
                var sequences = ack.Acks.ToDictionary(entry => entry.Id, entry => entry.Sequence, StringComparer.Ordinal);
                foreach (var (message, stored) in lines) stored.TrySetResult(sequences.GetValueOrDefault(message.Id));
            }
            catch (RefusedException refusal)
            {
                foreach (var (_, stored) in lines) stored.TrySetException(refusal);
            }
        }
    }

    private List<(PostedMessage Message, TaskCompletionSource<long> Stored)> Next()
    {
        var lines = new List<(PostedMessage Message, TaskCompletionSource<long> Stored)>();
        lock (_gate)
        {
            var size = 0;
            while (lines.Count < Limits.MessagesPerPost && _lines.Reader.TryPeek(out var next) && (lines.Count == 0 || size + next.Message.Text.Length <= Limits.TextLength) && _lines.Reader.TryRead(out next))
            {
                lines.Add(next);
                size += next.Message.Text.Length;
            }
            _running = lines.Count > 0;
        }
        return lines;
    }
}
