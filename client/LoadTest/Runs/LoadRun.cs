using Reception.LoadTest.Agents;
using Reception.LoadTest.Customers;
using Reception.LoadTest.Drivers;
using Reception.LoadTest.Hosting;
using Reception.LoadTest.Measures;
using Reception.LoadTest.Profiles;

namespace Reception.LoadTest.Runs;

/// <summary>
/// One run against a cluster with its shops: agents come to work, customers arrive by the plan whatever happens to those before them,
/// storms and changes of the fleet come at their time, and what is open at the end is brought to its end.
/// </summary>
internal sealed class LoadRun : IAsyncDisposable
{
    private const int SampleEvery = 2;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly RunContext _run;
    private readonly Fleet _fleet;
    private readonly CustomerLines _lines;
    private readonly IReadOnlyList<string> _shops;
    private readonly SimulatedAgent[] _agents;
    private readonly CancellationTokenSource _end = new();
    private readonly string _name;
    private readonly int _seed;
    private Task[] _working = [];
    private int _begun;
    private long? _start;

    public LoadRun(RunContext run, Fleet fleet, CustomerLines lines, IReadOnlyList<string> shops, IReadOnlyList<string> agents, string name, int seed)
    {
        (_run, _fleet, _lines, _shops, _name, _seed) = (run, fleet, lines, shops, name, seed);
        _agents = [.. agents.Select((agent, number) => new SimulatedAgent(run, agent, number))];
        Watch();
    }

    /// <summary>All at their desks, or those who could come within the time.</summary>
    public async Task SeatAgentsAsync(TimeSpan patience)
    {
        _working = [.. _agents.Select(agent => agent.WorkAsync(_end.Token))];
        var deadline = _run.Clock.After(_run.Clock.Now, patience);
        while (_run.Clock.Now < deadline && _agents.Any(agent => !agent.IsOnline)) await _run.Clock.PauseAsync(TimeSpan.FromMilliseconds(50));
    }

    /// <summary>The whole profile, then the end of what is open; <paramref name="cut"/> is called with each second.</summary>
    public async Task PlayAsync(TimeSpan drain, Action<Slot, double> cut, CancellationToken stop)
    {
        var start = _run.Clock.Now;
        _start = start;
        var cutting = CutAsync(start, cut);
        var happening = Task.WhenAll(StormsAsync(start, stop), FleetAsync(start, stop));
        await ArriveAsync(start, stop);
        await happening;
        _run.IsEnding = true;
        var deadline = _run.Clock.After(_run.Clock.Now, drain);
        while (!_run.Present.IsEmpty && _run.Clock.Now < deadline) await _run.Clock.PauseAsync(TimeSpan.FromMilliseconds(100));
        foreach (var customer in _run.Present.Values)
        {
            _run.Recorder.OnFailed("not-ended");
            customer.State.WriteTo(_run.History);
        }
        await _end.CancelAsync();
        await Task.WhenAll(_working);
        await cutting;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_working);
        _end.Dispose();
    }

    private async Task ArriveAsync(long start, CancellationToken stop)
    {
        foreach (var at in new ArrivalPlan(_run.Profile, _seed).Times())
        {
            var intended = _run.Clock.After(start, TimeSpan.FromSeconds(at));
            await _run.Clock.UntilAsync(intended);
            if (stop.IsCancellationRequested) return;
            var plan = CustomerPlan.Draw(_run.Profile, _run.Profile.PhaseAt(at), _lines, _shops, _name, _seed, _begun++);
            _ = Task.Run(new Customer(_run, plan, intended).RunAsync, CancellationToken.None);
        }
    }

    private async Task StormsAsync(long start, CancellationToken stop)
    {
        foreach (var storm in _run.Profile.Storms.OrderBy(storm => storm.At))
        {
            await _run.Clock.UntilAsync(_run.Clock.After(start, TimeSpan.FromSeconds(storm.At)));
            if (stop.IsCancellationRequested) return;
            foreach (var customer in _run.Present.Values.Where(customer => customer.Plan.Number % 1_000 < storm.Share * 1_000)) customer.LoseConnection();
        }
    }

    private async Task FleetAsync(long start, CancellationToken stop)
    {
        foreach (var change in _run.Profile.Fleet)
        {
            await _run.Clock.UntilAsync(_run.Clock.After(start, TimeSpan.FromSeconds(change.At)));
            if (stop.IsCancellationRequested) return;
            for (var n = 0; n < change.Count; n++) await _fleet.ChangeAsync(change.Action);
        }
    }

    private async Task CutAsync(long start, Action<Slot, double> cut)
    {
        for (var second = 1; !_end.IsCancellationRequested; second++)
        {
            await _run.Clock.UntilAsync(_run.Clock.After(start, second * Second));
            var now = _run.Clock.Now;
            foreach (var customer in _run.Present.Values) customer.State.Tick(now);
            if (second % SampleEvery == 0) _ = SampleAsync();
            cut(_run.Recorder.Cut(), _run.Clock.Time.GetElapsedTime(start, now).TotalSeconds);
        }
    }

    private async Task SampleAsync()
    {
        foreach (var sample in await _fleet.SampleAsync()) _run.Recorder.OnServerSample(sample);
    }

    private void Watch()
    {
        _run.Recorder.Watch(Gauge.PlannedRate, () => _start is { } start ? _run.Profile.RateAt(_run.Clock.Time.GetElapsedTime(start).TotalSeconds) : 0);
        _run.Recorder.Watch(Gauge.Open, () => _run.Present.Count);
        _run.Recorder.Watch(Gauge.Sockets, () => _run.Driver.Open);
        _run.Recorder.Watch(Gauge.Waiting, () => _run.Waiting);
        _run.Recorder.Watch(Gauge.AgentsOnline, () => _agents.Count(agent => agent.IsOnline));
        _run.Recorder.Watch(Gauge.AgentsBusy, () => _agents.Count(agent => agent.IsBusy));
        _run.Recorder.Watch(Gauge.AgentSlots, () => _agents.Where(agent => agent.IsOnline).Sum(agent => agent.Capacity));
        _run.Recorder.Watch(Gauge.Silos, () => _fleet.Silos);
    }
}
