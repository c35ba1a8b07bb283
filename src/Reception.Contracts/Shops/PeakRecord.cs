namespace Reception.Contracts.Shops;

/// <summary>
/// What is stored of a shop's levers: hands, levers that are on by load, levers that were on at the last look, and the newest
/// <see cref="MaxChanges"/> lines of the record, oldest first. Fields are added, never changed (golden file).
/// </summary>
[GenerateSerializer, Immutable]
public sealed record PeakRecord(long Revision = 0, PeakSwitch[]? Switches = null, PeakLever[]? Loaded = null, PeakLever[]? On = null, PeakChange[]? Changes = null)
{
    public const int MaxChanges = 200;

    /// <summary>Null: nothing was ever switched.</summary>
    public PeakState? ToState() => Revision == 0 ? null : new(Revision, Switches ?? [], Loaded ?? []);
}
