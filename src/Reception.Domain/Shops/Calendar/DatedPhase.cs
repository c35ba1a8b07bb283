using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>A phase with its instants: in force from <see cref="From"/> until before <see cref="Until"/>, prepared from <see cref="WarmFrom"/> on.</summary>
public sealed record DatedPhase(CalendarPhase Phase, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset WarmFrom)
{
    public bool IsInForce(DateTimeOffset at) => at >= From && at < Until;

    public bool IsWarming(DateTimeOffset at) => at >= WarmFrom && at < From;
}
