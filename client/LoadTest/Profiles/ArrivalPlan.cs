namespace Reception.LoadTest.Profiles;

/// <summary>
/// When customers come: a Poisson process whose rate follows the profile, by thinning (Lewis and Shedler, Naval Research Logistics
/// 26(3), 1979). The times are drawn beforehand and kept, whatever the system under test does: the load is open.
/// </summary>
public sealed class ArrivalPlan(LoadProfile profile, int seed)
{
    /// <summary>Seconds of the run, rising.</summary>
    public IEnumerable<double> Times()
    {
        var random = new Random(seed);
        var (peak, end) = (profile.PeakRate, profile.Seconds);
        if (peak <= 0) yield break;
        for (var at = 0.0; ;)
        {
            at -= Math.Log(1 - random.NextDouble()) / peak;
            if (at >= end) yield break;
            if (random.NextDouble() * peak < profile.RateAt(at)) yield return at;
        }
    }
}
