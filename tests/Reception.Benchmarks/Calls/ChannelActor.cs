using System.Threading.Channels;

namespace Reception.Benchmarks.Calls;

/// <summary>The same work without any runtime: one channel and one reading loop per actor, a completion source per call.</summary>
internal sealed class ChannelActor
{
    private readonly Channel<Request> _requests = Channel.CreateUnbounded<Request>(new UnboundedChannelOptions { SingleReader = true });
    private int _sum;

    public ChannelActor() => _ = RunAsync();

    public Task<int> AddAsync(int amount)
    {
        var request = new Request(amount);
        _requests.Writer.TryWrite(request);
        return request.Answer.Task;
    }

    private async Task RunAsync()
    {
        await foreach (var request in _requests.Reader.ReadAllAsync()) request.Answer.SetResult(_sum += request.Amount);
    }

    private sealed class Request(int amount)
    {
        public int Amount { get; } = amount;

        public TaskCompletionSource<int> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
