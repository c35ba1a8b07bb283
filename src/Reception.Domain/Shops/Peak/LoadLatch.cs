using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Peak;

/// <summary>
/// On at the first look at or above a way in; off when every measure that is given has been below its way out at each look of a whole hold.
/// Between the two it stays what it is (a Schmitt trigger with a hold): load that swings about one figure switches nothing to and fro.
/// </summary>
public sealed class LoadLatch(bool on)
{
    private DateTimeOffset? _below;

    public bool IsOn { get; private set; } = on;

    /// <summary>Takes the load of a moment; moments rise.</summary>
    public bool Look(PeakLoad rule, DeskLoad load, DateTimeOffset now)
    {
        var taken = load.Capacity <= 0 ? 0 : (double)load.Taken / load.Capacity;
        if (load.Waiting >= rule.Waiting || taken >= rule.Utilisation) (IsOn, _below) = (true, null);
        else if (!IsOn || !IsBelow(rule, load.Waiting, taken)) _below = null;
        else if (now - (_below ??= now) >= TimeSpan.FromSeconds(rule.HoldSeconds)) (IsOn, _below) = (false, null);
        return IsOn;
    }

    /// <summary>Where it is left: below this many, this share.</summary>
    public static (double Waiting, double Utilisation) WayOut(PeakLoad rule) =>
        (rule.LeaveWaiting ?? rule.Waiting * 0.75 ?? double.PositiveInfinity, rule.LeaveUtilisation ?? rule.Utilisation * 0.75 ?? double.PositiveInfinity);

    private static bool IsBelow(PeakLoad rule, int waiting, double taken)
    {
        var way = WayOut(rule);
        return (rule.Waiting is null || waiting < way.Waiting) && (rule.Utilisation is null || taken < way.Utilisation);
    }
}
