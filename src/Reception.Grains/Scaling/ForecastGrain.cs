using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Scaling;
using Reception.Domain.Journal;
using Reception.Domain.Shops;
using Reception.Domain.Staffing.Forecasts;
using Reception.Domain.Staffing.Scaling;
using Reception.Grains.Shops;

namespace Reception.Grains.Scaling;

/// <summary>
/// A shop's forecast, in memory only: made from the counted hours of the read side, the calendar and the agents, again when an hour is
/// complete or the policy has another version. Nothing is stored: the hours are folds of events.
/// </summary>
internal sealed class ForecastGrain(IEpisodeStore episodes, PolicyCache policies, ScalingOptions options, TimeProvider time) : Grain, IForecastGrain
{
    /// <summary>Hours that are read at once.</summary>
    private const long Slice = 30 * 24;

    private (long Hour, long Version) _made = (-1, -1);
    private ShopOutlook? _outlook;

    private ShopId Shop => new(this.GetPrimaryKeyString());

    public async Task<ShopForecast?> GetAsync(int hours)
    {
        if (await policies.GetAsync(Shop) is not { } policy) return null;
        var now = time.GetUtcNow();
        if (_made != (ArrivalHour.HourOf(now), policy.Version)) await MakeAsync(policy, ArrivalHour.HourOf(now));
        var versions = policy.Policy.Calendar?.Phases.Any(phase => phase.Knowledge is not null) == true ? await GrainFactory.GetGrain<IKnowledgeGrain>(Shop.Value).GetVersionsAsync() : null;
        return _outlook!.Tell(Math.Clamp(hours, 1, IScalingGrain.MaxHours), now, versions is null ? null : [.. versions.Select(version => version.Version)]);
    }

    private async Task MakeAsync(Contracts.Shops.VersionedPolicy policy, long hour)
    {
        var counted = new List<ArrivalHour>();
        for (var from = hour - (ArrivalHour.KeptDays * 24); from < hour; from += Slice) counted.AddRange(await episodes.GetHoursAsync(Shop, from, Math.Min(hour, from + Slice)));
        var history = new ShopHistory(counted, new LocalHours(policy.Policy.TimeZone), ShopCalendar.Of(policy.Policy), hour);
        _outlook = new(policy, history, await episodes.GetAgentsAsync(Shop), options);
        _made = (hour, policy.Version);
    }
}
