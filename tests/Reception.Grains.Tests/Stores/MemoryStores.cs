namespace Reception.Grains.Tests.Stores;

/// <summary>The stores of a test, which outlive its silos.</summary>
public sealed class MemoryStores
{
    public MemoryJournal Journal { get; } = new();

    public MemoryEpisodes Episodes { get; } = new();

    public MemoryWorkOrders WorkOrders { get; } = new();

    public MemoryGrainStorage Grains { get; } = new();
}
