namespace Reception.Grains.Knowledge;

/// <summary>
/// Memory that the compiled knowledge of all shops in use may take on a silo. When more is wanted, the shops unused for longest
/// lose theirs, and are compiled again from the stored content when they are needed: tens of milliseconds for a hundred entries.
/// </summary>
/// <param name="Bytes">As the indexes estimate themselves; the one just loaded stays even if it is larger. Default 2 GiB.</param>
public sealed record IndexBudget(long Bytes = 2L << 30);
