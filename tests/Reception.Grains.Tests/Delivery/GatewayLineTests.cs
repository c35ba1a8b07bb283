using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Reception.Contracts.Gateways;
using Reception.Grains.Delivery;
using Reception.Grains.Tests.Hosting;

namespace Reception.Grains.Tests.Delivery;

/// <summary>The line of one silo to one gateway: one call at a time with all that waits, bounded, and short with a gateway that is gone.</summary>
public sealed class GatewayLineTests
{
    private readonly TestClock _clock = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));
    private static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private readonly Gateway _gateway = new();
    private readonly GatewayLine _line;

    public GatewayLineTests() => _line = new GatewayLine("gateway", _gateway.PushAsync, new DeliveryInstruments(Meters), _clock, NullLogger.Instance);

    [Fact]
    public async Task SendAsync_WhileACallIsOnItsWay_GoesAsOneCall()
    {
        var first = _line.SendAsync(Push(0));
        await _gateway.NextAsync();
        var others = Enumerable.Range(1, 500).Select(n => _line.SendAsync(Push(n))).ToArray();
        _gateway.Answer();
        var second = await _gateway.NextAsync();
        _gateway.Answer();
        await Task.WhenAll(others.Append(first));
        Assert.Equal(Enumerable.Range(1, 500).Select(n => $"s{n}"), second.Select(push => push.SessionId));
    }

    [Fact]
    public async Task SendAsync_ManyPushes_NoCallIsLargerThanItsBound()
    {
        _ = _line.SendAsync(Push(0));
        await _gateway.NextAsync();
        var others = Enumerable.Range(1, 2 * GatewayLine.MostInCall).Select(n => _line.SendAsync(Push(n))).ToArray();
        var sizes = new List<int>();
        for (var call = 0; call < 2; call++)
        {
            _gateway.Answer();
            sizes.Add((await _gateway.NextAsync()).Length);
        }
        _gateway.Answer();
        await Task.WhenAll(others);
        Assert.Equal([GatewayLine.MostInCall, GatewayLine.MostInCall], sizes);
    }

    [Fact]
    public async Task SendAsync_MoreThanMayWait_IsDropped()
    {
        _ = _line.SendAsync(Push(0));
        await _gateway.NextAsync();
        for (var n = 1; n < GatewayLine.MostWaiting; n++) _ = _line.SendAsync(Push(n));
        Assert.Equal(PushOutcome.Dropped, await _line.SendAsync(Push(-1)));
    }

    [Fact]
    public async Task SendAsync_GatewayThatDoesNotAnswer_KeepsNothingWaiting()
    {
        var sent = new List<Task<PushOutcome>> { _line.SendAsync(Push(0)) };
        await _gateway.NextAsync();
        for (var n = 1; n < 100; n++) sent.Add(_line.SendAsync(Push(n)));
        var all = Task.WhenAll(sent);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var turn = 0; turn < 1_000 && !all.IsCompleted && await tick.WaitForNextTickAsync(); turn++) _clock.Advance(GatewayLine.Patience);
        Assert.All(await all, outcome => Assert.Equal(PushOutcome.Dropped, outcome));
        Assert.Equal(0, _line.Waiting);
    }

    [Fact]
    public async Task SendAsync_GatewayThatFails_IsTriedOnceASecond()
    {
        for (var seconds = 0; seconds < 5; seconds++)
        {
            var tried = _line.SendAsync(Push(0));
            await _gateway.NextAsync();
            _gateway.Fail();
            await tried;
            for (var n = 0; n < 100; n++) await _line.SendAsync(Push(n));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(5, _gateway.Calls);
    }

    [Fact]
    public async Task SendAsync_GatewayThatFailedForLong_IsGone()
    {
        await FailAsync();
        _clock.Advance(GatewayLine.GoneAfter);
        Assert.Equal(PushOutcome.Gone, await FailAsync());
    }

    [Fact]
    public async Task SendAsync_GatewayThatAnswersAgain_TakesPushes()
    {
        await FailAsync();
        _clock.Advance(GatewayLine.GoneAfter);
        await FailAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var sent = _line.SendAsync(Push(1));
        await _gateway.NextAsync();
        _gateway.Answer();
        Assert.Equal(PushOutcome.Delivered, await sent);
    }

    private async Task<PushOutcome> FailAsync()
    {
        var sent = _line.SendAsync(Push(0));
        await _gateway.NextAsync();
        _gateway.Fail();
        return await sent;
    }

    private static SessionPush[] Push(int n) => [new($"s{n}")];

    /// <summary>A gateway whose calls a test ends one by one.</summary>
    private sealed class Gateway
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
        private readonly SemaphoreSlim _begun = new(0);
        private readonly ConcurrentQueue<SessionPush[]> _calls = new();
        private TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Calls { get; private set; }

        public Task PushAsync(SessionPush[] pushes)
        {
            Calls++;
            _answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _calls.Enqueue(pushes);
            _begun.Release();
            return _answer.Task;
        }

        public async Task<SessionPush[]> NextAsync()
        {
            if (!await _begun.WaitAsync(Limit)) throw new TimeoutException("No call came.");
            return _calls.TryDequeue(out var pushes) ? pushes : [];
        }

        public void Answer() => _answer.SetResult();

        public void Fail() => _answer.SetException(new InvalidOperationException("Gone."));
    }
}
