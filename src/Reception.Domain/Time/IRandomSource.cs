namespace Reception.Domain.Time;

/// <summary>Where ids and jitter come from; tests give a seeded one. Safe for concurrent use.</summary>
public interface IRandomSource
{
    /// <summary>A version 4 id.</summary>
    Guid NextId();

    /// <summary>0 ≤ result &lt; 1.</summary>
    double NextDouble();
}
