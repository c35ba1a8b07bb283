using Reception.Clustering.Hosting;
using Reception.Clustering.Link;
using Reception.Clustering.Membership;

namespace Reception.Silo.Supervision;

/// <summary>Shows who joins and leaves, whoever started him: what changed in the membership table since the last look.</summary>
internal sealed class MembershipWatch(IMembershipStore table, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<string, SiloStatus> _known = [];
    private readonly SemaphoreSlim _one = new(1);
    private readonly HashSet<string> _asked = [];
    private bool _first = true;

    /// <summary>This silo is asked to leave, which may take less time than there is between two looks.</summary>
    public void Leaves(string name)
    {
        lock (_asked) _asked.Add(name);
    }

    /// <summary>Looks now; nothing is shown when the store does not answer: nobody leaves because it is started again.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            Compare(await table.ReadAsync(StoreClusteringExtensions.DefaultName, silo: null));
        }
        catch (Exception error) when (error is StoreUnavailableException or StoreCallException)
        {
            return;
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
    }

    private void Compare(MembershipSnapshot snapshot)
    {
        var active = snapshot.Rows.Count(row => (SiloStatus)row.Row.Status == SiloStatus.Active);
        foreach (var row in snapshot.Rows.Select(tagged => tagged.Row))
        {
            var status = (SiloStatus)row.Status;
            _known.TryGetValue(row.Silo, out var before);
            _known[row.Silo] = status;
            if (status == before || (_first && status == SiloStatus.Dead)) continue;
            if (status == SiloStatus.Active) Say(row, "has joined", active);
            else if (status == SiloStatus.ShuttingDown) Say(row, "is leaving", active);
            else if (status == SiloStatus.Dead) Say(row, before is SiloStatus.ShuttingDown or SiloStatus.Stopping || WasAsked(row) ? "has left" : "is gone", active);
        }
        _first = false;
    }

    private bool WasAsked(MembershipRow row)
    {
        lock (_asked) return row.SiloName is { } name && _asked.Remove(name);
    }

    private static void Say(MembershipRow row, string what, int active) => Console.WriteLine($"cluster  | {row.SiloName} ({row.Silo}) {what}; {active} active");
}
