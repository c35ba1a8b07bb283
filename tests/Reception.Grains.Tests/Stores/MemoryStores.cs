namespace Reception.Grains.Tests.Stores;

/// <summary>The stores of a test, which outlive its silos.</summary>
public sealed class MemoryStores
{
    public MemoryStores()
    {
        Journal = new(this);
        Grains = new(this);
    }

    public MemoryJournal Journal { get; }

    public MemoryEpisodes Episodes { get; } = new();

    public MemoryGrainStorage Grains { get; }

    /// <summary>The process is dead: nothing that it still tries reaches the disk.</summary>
    public bool IsCutOff { get; set; }
}
