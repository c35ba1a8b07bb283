using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Reception.Contracts.Ids;
using Reception.Contracts.Scaling;
using Reception.Domain.Journal;
using Reception.Domain.Staffing.Scaling;
using Reception.Grains.Hosting;

namespace Reception.Grains.Scaling;

/// <summary>The shops with a calendar, as stored. What they plan stands in their policies alone.</summary>
[GenerateSerializer]
public sealed class ScalingRecord
{
    [Id(0)] public long Stamp { get; set; }

    [Id(1)] public List<string> Shops { get; set; } = [];
}

/// <summary>
/// What processes report is in memory only: after a move it is complete again when each has reported twice. Forecasts are gathered in
/// the background, at most once a minute; no report waits for one. Reentrant: between awaits nothing is half done, stores follow each other.
/// </summary>
[Reentrant]
internal sealed partial class ScalingGrain(
    [PersistentState("scaling", "Default")] IPersistentState<ScalingRecord> calendars, IEpisodeStore episodes, ScalingOptions options, TimeProvider time, ILogger<ScalingGrain> log)
    : Grain, IScalingGrain
{
    private const int AtOnce = 16;
    private const long RecentHours = 35 * 24;

    /// <summary>The longest lead, two hours, and the hour under way are looked at however short the answer is.</summary>
    private const int LeadHours = 3;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ClusterLoad _cluster = new(options);
    private readonly ScalingPlan _plan = new(options);
    private ShopForecast[] _forecasts = [];
    private int _allShops;
    private int _hours;
    private int _gatheredHours;
    private DateTimeOffset _gatheredAt;
    private Task? _gathering;
    private Task _stored = Task.CompletedTask;

    public Task<CalendarShops?> ReportAsync(LoadReport report, long known)
    {
        _cluster.Report(report, time.GetUtcNow());
        var record = calendars.State;
        return Task.FromResult(record.Stamp == known ? null : new CalendarShops(record.Stamp, [.. record.Shops.Select(shop => new ShopId(shop))]));
    }

    public async Task OnCalendarAsync(ShopId shop, bool hasOne)
    {
        var record = calendars.State;
        if (record.Shops.Contains(shop.Value) == hasOne) return;
        if (!hasOne) record.Shops.Remove(shop.Value);
        else if (record.Shops.Count < CalendarShops.MaxShops) record.Shops.Add(shop.Value);
        else LogTooMany(shop);
        record.Stamp++;
        await (_stored = StoreAsync(_stored));
    }

    public async Task<ScalingReport> GetAsync(int hours)
    {
        var ahead = Math.Clamp(hours, 1, IScalingGrain.MaxHours);
        _hours = Math.Max(_hours, Math.Min(IScalingGrain.MaxHours, ahead + LeadHours));
        while (time.GetUtcNow() - _gatheredAt >= Fresh || _gatheredHours < _hours) await (_gathering ??= GatherAsync(_hours));
        var now = time.GetUtcNow();
        var from = ArrivalHour.TimeOf(ArrivalHour.HourOf(now));
        var load = _cluster.Measure(now);
        var demand = ScalingDemand.Of(_forecasts, from, ahead + LeadHours, options);
        var queues = ScaledQueues.Of(_forecasts, from, ahead);
        var (silos, gateways) = _plan.Now(_cluster, load, demand, now);
        return new(
            now, silos, gateways, queues.Sum(queue => queue.Desired ?? 0), load, [.. queues.Take(ScalingReport.MaxQueues)],
            [.. demand.Take(ahead).Select((hour, at) => _plan.Hour(_cluster, load, hour, queues.Sum(queue => queue.Hours[at] ?? 0)))], _forecasts.Length, _allShops);
    }

    private async Task GatherAsync(int hours)
    {
        try
        {
            var busy = await episodes.GetShopsAsync(ArrivalHour.HourOf(time.GetUtcNow()) - RecentHours, CalendarShops.MaxShops);
            var shops = calendars.State.Shops.Concat(busy.Select(shop => shop.Shop.Value)).Distinct(StringComparer.Ordinal).ToArray();
            var gathered = new List<ShopForecast>();
            foreach (var some in shops.Take(options.MaxShops).Chunk(AtOnce)) gathered.AddRange((await Task.WhenAll(some.Select(shop => AskAsync(shop, hours)))).OfType<ShopForecast>());
            (_forecasts, _allShops, _gatheredAt, _gatheredHours) = ([.. gathered], shops.Length, time.GetUtcNow(), hours);
        }
        finally
        {
            _gathering = null;
        }
    }

    /// <summary>A shop that does not answer keeps nobody waiting: what it said last counts.</summary>
    private async Task<ShopForecast?> AskAsync(string shop, int hours)
    {
        try
        {
            return await GrainFactory.GetGrain<IForecastGrain>(shop).GetAsync(hours).WaitAsync(Patience, time);
        }
        catch (Exception e)
        {
            LogNoForecast(e, shop);
            return Array.Find(_forecasts, forecast => forecast.Shop.Value == shop);
        }
    }

    private async Task StoreAsync(Task before)
    {
        try
        {
            await before;
        }
        catch (Exception)
        {
            // who asked for it was told
        }
        await calendars.WriteOrEndAsync(DeactivateOnIdle);
    }

    [LoggerMessage(LogLevel.Information, "Shop {Shop} gave no forecast; what it said last counts")]
    private partial void LogNoForecast(Exception exception, string shop);

    [LoggerMessage(LogLevel.Warning, "Shop {Shop} has a calendar, but so have too many: no silo prepares its phases")]
    private partial void LogTooMany(ShopId shop);
}
