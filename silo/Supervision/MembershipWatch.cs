using Reception.Clustering.Hosting;
using Reception.Clustering.Link;
using Reception.Clustering.Membership;

namespace Reception.Silo.Supervision;

/// <summary>Shows who joins and leaves, whoever started him: what changed in the membership table since the last look.</summary>
internal sealed class MembershipWatch(IMembershipStore table, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private readonly Dictionary<string, SiloStatus> _known = [];
    private bool _first = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Compare(await table.ReadAsync(StoreClusteringExtensions.DefaultName, silo: null));
            }
            catch (Exception error) when (error is StoreUnavailableException or StoreCallException)
            {
                continue; // the store is being started again: nobody leaves for it
            }
        }
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
            else if (status == SiloStatus.Dead) Say(row, before is SiloStatus.ShuttingDown or SiloStatus.Stopping ? "has left" : "is dead", active);
        }
        _first = false;
    }

    private static void Say(MembershipRow row, string what, int active) => Console.WriteLine($"cluster  | {row.SiloName} ({row.Silo}) {what}; {active} active");
}
