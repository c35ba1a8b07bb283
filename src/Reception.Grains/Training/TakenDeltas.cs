namespace Reception.Grains.Training;

/// <summary>Which deltas have been counted.</summary>
internal static class TakenDeltas
{
    /// <summary>Silos remembered; a silo gets a new name with every start.</summary>
    private const int MaxSilos = 64;

    /// <summary>False: this delta, or a later one, was counted before.</summary>
    public static bool TryTake(this List<TakenDelta> taken, string silo, long number)
    {
        if (taken.Exists(t => t.Silo == silo && t.Number >= number)) return false;
        taken.RemoveAll(t => t.Silo == silo);
        taken.Add(new(silo, number));
        if (taken.Count > MaxSilos) taken.RemoveAt(0);
        return true;
    }
}
