using System.Collections.Concurrent;
using Reception.Cluster.Checks;
using Reception.Cluster.Histories;

namespace Reception.Cluster.Load;

/// <summary>
/// The load on a cluster: agents who work all the time, customers who begin at a steady rate while it is on. This folder holds the
/// scripts; they record what they see and judge nothing.
/// </summary>
internal sealed class LoadRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<ICustomer> _stayed = new();
    private readonly HttpClient _http = new();
    private readonly List<Agent> _agents = [];
    private readonly List<Task> _working = [];
    private readonly LoadClient _client;
    private readonly Func<IReadOnlyList<Uri>> _gateways;
    private readonly Random _random;
    private CancellationTokenSource? _customers;
    private Task _starting = Task.CompletedTask;
    private int _begun;
    private int _open;

    private LoadRun(LoadClient client, Func<IReadOnlyList<Uri>> gateways, LoadOptions options, int seed)
    {
        (_client, _gateways) = (client, gateways);
        Context = new(client, new History(TimeProvider.System), options, seed);
        _random = Context.NextRandom();
    }

    public LoadContext Context { get; }

    public History History => Context.History;

    public IReadOnlyList<Agent> Agents => _agents;

    /// <summary>Conversations begun.</summary>
    public int Begun => _begun;

    /// <summary>Conversations whose script is under way.</summary>
    public int Open => _open;

    /// <summary>Makes the shop and its agents and brings the agents to work.</summary>
    public static async Task<LoadRun> StartAsync(LoadClient client, Func<IReadOnlyList<Uri>> gateways, LoadOptions options, int seed)
    {
        var run = new LoadRun(client, gateways, options, seed);
        await LoadShop.CreateAsync(client.Cluster);
        for (var n = 0; n < options.Agents; n++) run._agents.Add(new Agent(run.Context, await LoadShop.EmployAsync(client.Cluster, n)));
        run._working.AddRange(run._agents.Select(agent => agent.WorkAsync(run._end.Token)));
        return run;
    }

    public void StartCustomers()
    {
        Context.IsCalm = false;
        _customers = new();
        _starting = BeginAsync(_customers.Token);
    }

    /// <summary>No new customers; false: some scripts had not ended in time.</summary>
    public async Task<bool> StopCustomersAsync(TimeSpan patience)
    {
        Context.IsCalm = true;
        if (_customers is { } customers) await customers.CancelAsync();
        await _starting;
        for (var waited = TimeSpan.Zero; _open > 0 && waited < patience; waited += TimeSpan.FromMilliseconds(100)) await LoadContext.PauseAsync(100);
        return _open == 0;
    }

    /// <summary>Those who stayed see everything that there is, or the check says what they did not see; then they leave.</summary>
    public async Task SendHomeAsync(Func<string, long> lastOf)
    {
        var stayed = _stayed.ToList();
        await Task.WhenAll(stayed.Select(customer => customer.CaughtUpAsync(lastOf(customer.Record.Conversation))));
        foreach (var customer in stayed) customer.Record.Stayed = true;
    }

    public async Task LeaveAsync()
    {
        while (_stayed.TryDequeue(out var customer)) await TryAsync("leaving", customer.LeaveAsync);
    }

    public Standing[] Standings() => [.. _agents.Select(agent => new Standing(agent.Id.Value, agent.View?.State == Contracts.Agents.PresenceState.Online, Context.RefusedBy(agent.Id.Value)))];

    public async ValueTask DisposeAsync()
    {
        await StopCustomersAsync(TimeSpan.FromSeconds(5));
        await LeaveAsync();
        await _end.CancelAsync();
        await Task.WhenAll(_working);
        _http.Dispose();
        _customers?.Dispose();
        _end.Dispose();
        await _client.DisposeAsync();
    }

    private async Task BeginAsync(CancellationToken end)
    {
        var started = TimeProvider.System.GetTimestamp();
        var before = _begun;
        while (!end.IsCancellationRequested)
        {
            var owed = before + (int)(TimeProvider.System.GetElapsedTime(started).TotalSeconds * Context.Options.PerSecond);
            while (_begun < owed) _ = RunAsync(Next(++_begun));
            await LoadContext.PauseAsync(10);
        }
    }

    private ICustomer Next(int number)
    {
        var gateways = _gateways();
        var web = gateways.Count > 0 && _random.NextDouble() < Context.Options.Web;
        return web ? new WebCustomer(Context, $"web {number}", gateways[_random.Next(gateways.Count)], _http) : new Customer(Context, $"customer {number}");
    }

    private async Task RunAsync(ICustomer customer)
    {
        Interlocked.Increment(ref _open);
        await Task.Yield();
        var stays = Context.NextRandom().NextDouble() < Context.Options.Stay;
        if (await TryAsync("script", customer.RunAsync) && stays) _stayed.Enqueue(customer);
        else await TryAsync("leaving", customer.LeaveAsync);
        Interlocked.Decrement(ref _open);
    }

    private async Task<bool> TryAsync(string what, Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Context.Errors.Enqueue($"{what}: {exception.GetType().Name}: {exception.Message}");
            return false;
        }
    }
}
