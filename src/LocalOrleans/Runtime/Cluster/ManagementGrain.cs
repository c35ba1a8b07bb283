using Orleans.Concurrency;

namespace LocalOrleans;

/// <summary>Answers from the membership table as this silo knows it, and by asking each silo's <see cref="ISiloControl"/>.</summary>
[StatelessWorker, Reentrant]
internal sealed class ManagementGrain(SiloMembership membership) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        Task.FromResult(membership.View.Table!.Members.Select(row => row.Item1).Where(row => !onlyActive || row.Status == SiloStatus.Active)
            .ToDictionary(row => row.SiloAddress, row => row.Status));

    public async Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() =>
        [.. (await Task.WhenAll(membership.View.Current.Silos.Select(silo => GrainFactory.GetGrain<ISiloControl>(ClientIds.ControlOf(silo.Address)).CountAsync()))).SelectMany(counts => counts)];

    public async Task<int> GetTotalActivationCount() => (await GetSimpleGrainStatistics()).Sum(statistic => statistic.ActivationCount);
}

/// <summary>What a silo says of its activations. Every silo hosts one under <see cref="ClientIds.ControlOf"/>.</summary>
internal interface ISiloControl : IGrainObserver
{
    Task<SimpleGrainStatistic[]> CountAsync();
}

/// <summary>Answers from the catalog.</summary>
internal sealed class SiloControl(SiloRuntime silo) : ISiloControl
{
    public Task<SimpleGrainStatistic[]> CountAsync() => Task.FromResult(silo.Catalog.Activations.CountBy(activation => activation.Class.Type.FullName!)
        .Select(count => new SimpleGrainStatistic { SiloAddress = silo.Details.SiloAddress, GrainType = count.Key, ActivationCount = count.Value }).ToArray());
}
