namespace Orleans.Runtime;

/// <summary>Asks the whole cluster about itself. Any key; each silo answers for itself, so figures are of slightly different times.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>The silos and their status; with <paramref name="onlyActive"/> only members.</summary>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <summary>Activations by silo and grain class.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>How many activations there are.</summary>
    Task<int> GetTotalActivationCount();
}

/// <summary>How many activations of a class a silo has.</summary>
[GenerateSerializer, Immutable]
public sealed class SimpleGrainStatistic
{
    /// <summary>The class.</summary>
    [Id(0)]
    public string GrainType { get; init; } = default!;

    /// <summary>The silo.</summary>
    [Id(1)]
    public SiloAddress SiloAddress { get; init; } = default!;

    /// <summary>How many.</summary>
    [Id(2)]
    public int ActivationCount { get; init; }
}
