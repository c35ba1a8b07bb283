using System.Collections.Concurrent;
using Reception.Contracts.Gateways;
using Reception.Grains.Tests.Stores;

namespace Reception.Grains.Tests.Hosting;

/// <summary>
/// A cluster in this process. Grains see the <see cref="TestClock"/>; the runtime's own areas stay on real time. The stores outlive
/// the silos: <see cref="RestartAsync"/> is a crash or a stop of the first with everything in memory gone. The first silo keeps the
/// membership and the gateway; others join, leave and are killed.
/// </summary>
public sealed class ReceptionHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<TestSilo> _silos = [];
    private readonly List<string> _violations = [];
    private int _seed = 1;

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));

    public MemoryStores Stores { get; } = new();

    public GatewayDouble Gateway { get; } = new();

    /// <summary>The shop's order system; closed until a test opens it.</summary>
    public OrderSystemDouble Orders { get; } = new();

    /// <summary>The language model; closed until a test opens it.</summary>
    public ChooserDouble Chooser { get; } = new();

    public IReadOnlyList<TestSilo> Silos => _silos;

    public OrderOfCalls Calls => _silos[0].Calls;

    public IGrainFactory Grains => _silos[0].Grains;

    /// <summary>What the queues' comparisons had to mend since the silos started.</summary>
    internal long Finds => _silos.Sum(s => s.Finds);

    internal ConcurrentDictionary<GrainId, TestSilo> Places { get; } = new();

    public static async Task<ReceptionHost> StartAsync(int silos = 1)
    {
        var host = new ReceptionHost();
        await host.BeginAsync();
        for (var i = 1; i < silos; i++) await host.JoinAsync();
        return host;
    }

    /// <summary>The silo that a grain was called on last.</summary>
    public TestSilo SiloOf(IAddressable grain) => Places[grain.GetGrainId()];

    public async Task<TestSilo> JoinAsync()
    {
        var silo = await TestSilo.StartAsync(this, _silos[0].EndPoint, _seed++);
        _silos.Add(silo);
        return silo;
    }

    /// <summary>The silo is dead from one moment to the next; the others notice.</summary>
    public Task KillAsync(TestSilo silo) => EndAsync(silo, s => s.KillAsync());

    /// <summary>The silo deactivates its grains and leaves.</summary>
    public Task LeaveAsync(TestSilo silo) => EndAsync(silo, s => s.StopAsync());

    /// <summary>Everything in memory is gone. A crash stores nothing on the way out; a stop deactivates in order.</summary>
    public async Task RestartAsync(bool crash = true)
    {
        _silos[0].Stores.IsCutOff = crash;
        await LeaveAsync(_silos[0]);
        await BeginAsync();
    }

    /// <summary>Turns the clock from a quiet point in steps, letting everything that becomes due be done in each.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        await QuietAsync();
        var end = Clock.GetUtcNow() + time;
        while (Clock.GetUtcNow() < end)
        {
            var left = end - Clock.GetUtcNow();
            Clock.Advance(left < (step ?? TimeSpan.FromSeconds(1)) ? left : step ?? TimeSpan.FromSeconds(1));
            await QuietAsync();
        }
    }

    /// <summary>Waits for a quiet point: at two looks in a row no call under way, no push waiting, and none begun since the look before.</summary>
    public Task QuietAsync()
    {
        var (seen, looks) = (-1L, 0);
        return UntilAsync(() =>
        {
            var started = _silos.Sum(s => s.Calls.Started);
            looks = _silos.All(s => s.UnderWay == 0) && started == seen ? looks + 1 : 0;
            seen = started;
            return looks == 2;
        }, "a quiet point");
    }

    public Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <summary>Waits in real time for a condition; fails by naming it.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var end = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (end.IsCancellationRequested) throw new TimeoutException($"Waited {Patience.TotalSeconds:0} s for {what}.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos.ToArray().Reverse()) await LeaveAsync(silo);
        Assert.Empty(_violations);
    }

    private async Task BeginAsync()
    {
        _silos.Insert(0, await TestSilo.StartAsync(this, primary: null, _seed++));
        Gateway.Address = Grains.CreateObjectReference<IGatewayObserver>(Gateway).GetGrainId().ToString();
    }

    private async Task EndAsync(TestSilo silo, Func<TestSilo, Task> end)
    {
        _silos.Remove(silo);
        _violations.AddRange(silo.Calls.Violations);
        await end(silo);
    }
}
