using Reception.Contracts.Ids;

namespace Reception.Domain.Journal;

/// <summary>
/// What happened in one hour (UTC; <see cref="Hour"/> = hours since 1970) in a shop (<see cref="Queue"/> empty) or in one of its queues:
/// conversations opened, or works that came in; messages of customers (shop only); works taken by an agent, given up while waiting, the
/// milliseconds that both and those sent away had waited; works ended with an agent, and the milliseconds they took him. Additive: also what is to
/// be added.
/// </summary>
public sealed record ArrivalHour(
    ShopId Shop, string Queue, long Hour, int Arrivals = 0, int Messages = 0, int Assigned = 0, int Abandoned = 0, long WaitMs = 0, int Handled = 0, long HandlingMs = 0)
{
    /// <summary>How long hours are kept, so that last year's sale counts.</summary>
    public const int KeptDays = 400;

    public static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3_600;

    public static DateTimeOffset TimeOf(long hour) => DateTimeOffset.FromUnixTimeSeconds(hour * 3_600);

    public ArrivalHour Plus(ArrivalHour other) => this with
    {
        Arrivals = Arrivals + other.Arrivals,
        Messages = Messages + other.Messages,
        Assigned = Assigned + other.Assigned,
        Abandoned = Abandoned + other.Abandoned,
        WaitMs = WaitMs + other.WaitMs,
        Handled = Handled + other.Handled,
        HandlingMs = HandlingMs + other.HandlingMs,
    };
}

/// <summary>A shop with its arrivals over some time.</summary>
public sealed record ShopArrivals(ShopId Shop, long Arrivals);
