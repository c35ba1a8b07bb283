namespace Reception.Clustering.Membership;

/// <summary>
/// Where membership rows live, one table per cluster id. The contract is <see cref="IMembershipTable"/>'s: rows and version are read
/// together; a change is made only when both tags fit, and then changes both; the sign of life changes neither.
/// </summary>
public interface IMembershipStore
{
    /// <summary>All rows, or the one of <paramref name="silo"/>. A table never written to has version 0.</summary>
    ValueTask<MembershipSnapshot> ReadAsync(string cluster, string? silo);

    /// <summary>Inserts (no tag) or replaces (the tag it read) a row. False: another change was first; nothing was written.</summary>
    ValueTask<bool> ChangeAsync(string cluster, MembershipChange change);

    /// <summary>Sets one row's sign of life, in UTC ticks; unconditional.</summary>
    ValueTask SetAliveAsync(string cluster, string silo, long ticks);

    /// <summary>Removes rows that are not <paramref name="keptStatus"/> and gave their last sign of life before; unconditional.</summary>
    ValueTask CleanUpAsync(string cluster, int keptStatus, long beforeTicks);

    /// <summary>Forgets the cluster.</summary>
    ValueTask DeleteAsync(string cluster);
}
