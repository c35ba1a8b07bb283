using Reception.Contracts.Ids;

namespace Reception.Contracts.Scaling;

/// <summary>
/// How much the cluster needs: adds up what processes report, knows which shops have a calendar, and says how many silos, gateways and
/// agents are wanted now and in the next hours. One for the cluster: <see cref="Key"/>.
/// </summary>
public interface IScalingGrain : IGrainWithStringKey
{
    const string Key = "cluster";

    /// <summary>The most hours that are looked ahead.</summary>
    const int MaxHours = 168;

    /// <summary>The answer is the list of shops with a calendar, null while its stamp is <paramref name="known"/>.</summary>
    Task<CalendarShops?> ReportAsync(LoadReport report, long known);

    /// <summary>From Shop: whether it has a calendar now.</summary>
    Task OnCalendarAsync(ShopId shop, bool hasOne);

    /// <summary>1 to <see cref="MaxHours"/> hours ahead. Forecasts are at most a minute old.</summary>
    Task<ScalingReport> GetAsync(int hours);
}

/// <summary>What a shop has to expect. Key: <see cref="ShopId"/>.</summary>
public interface IForecastGrain : IGrainWithStringKey
{
    /// <summary>1 to <see cref="IScalingGrain.MaxHours"/> hours from the one that began last; null: there is no such shop.</summary>
    Task<ShopForecast?> GetAsync(int hours);
}
