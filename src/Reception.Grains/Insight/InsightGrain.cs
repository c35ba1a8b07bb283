using Reception.Contracts.Insight;
using Reception.Domain.Insight;

namespace Reception.Grains.Insight;

/// <summary>A shop's figures as stored, with the last delta's number of each silo that sent one lately.</summary>
[GenerateSerializer]
public sealed class InsightRecord
{
    /// <summary>Silos remembered; a silo gets a new name with every start.</summary>
    public const int MaxSilos = 64;

    [Id(0)] public ShopFigures? Figures { get; set; }

    [Id(1)] public List<SiloNumber> Silos { get; set; } = [];
}

/// <summary>The number of the last delta taken from a silo.</summary>
[GenerateSerializer, Immutable]
public sealed record SiloNumber([property: Id(0)] string Silo, [property: Id(1)] long Number);

/// <summary>
/// Adds up what silos send. Stored every few seconds: a crash may lose the newest counts of this board, never those of the
/// projections, which are folded from the journal.
/// </summary>
internal sealed class InsightGrain([PersistentState("insight", "Default")] IPersistentState<InsightRecord> insight) : Grain, IInsightGrain
{
    private static readonly TimeSpan StoreAfter = TimeSpan.FromSeconds(5);
    private IGrainTimer? _store;

    public Task ApplyAsync(string silo, long number, ShopFigures delta)
    {
        var record = insight.State;
        if (record.Silos.Any(s => s.Silo == silo && s.Number >= number)) return Task.CompletedTask;
        record.Silos.RemoveAll(s => s.Silo == silo);
        record.Silos.Add(new(silo, number));
        if (record.Silos.Count > InsightRecord.MaxSilos) record.Silos.RemoveAt(0);
        record.Figures = FiguresFold.Add(record.Figures ?? FiguresFold.Zero, delta);
        _store ??= this.RegisterGrainTimer(StoreAsync, new GrainTimerCreationOptions(StoreAfter, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task<ShopFigures> GetAsync() => Task.FromResult(insight.State.Figures ?? FiguresFold.Zero);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => StoreAsync(cancellationToken);

    private async Task StoreAsync(CancellationToken cancellation)
    {
        if (_store is null) return;
        _store.Dispose();
        _store = null;
        try
        {
            await insight.WriteStateAsync(cancellation);
        }
        catch
        {
            DeactivateOnIdle(); // another activation wrote, or the store is away: what is stored counts
            throw;
        }
    }
}
