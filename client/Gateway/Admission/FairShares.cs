namespace Reception.Gateway.Admission;

/// <summary>
/// Weighted max-min fairness (water filling; Bertsekas and Gallager, Data Networks, 6.5.2): who wants no more than his weight's share gets all
/// of it, and what he leaves goes to the others by their weights.
/// </summary>
internal static class FairShares
{
    /// <summary>The level λ at which Σ min(demand, λ · weight) is the capacity; infinite when there is room for everybody.</summary>
    public static double Level(double capacity, IEnumerable<(double Demand, int Weight)> claims)
    {
        var rising = claims.OrderBy(claim => claim.Demand / claim.Weight).ToArray();
        var weights = rising.Sum(claim => (double)claim.Weight);
        foreach (var (demand, weight) in rising)
        {
            var level = Math.Max(0, capacity) / weights;
            if (demand / weight > level) return level;
            (capacity, weights) = (capacity - demand, weights - weight);
        }
        return double.PositiveInfinity;
    }
}
