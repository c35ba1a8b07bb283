using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Domain.Triage;
using Reception.Grains.Knowledge;
using Reception.Grains.Shops;

namespace Reception.Grains.Scaling;

/// <summary>
/// Prepares this silo for phases of sale calendars: looks every few seconds which phases are in force or begin within their warm-up, compiles
/// the knowledge that will answer then, and lets it judge its own questions, so that the first customer of the sale meets code and
/// caches that are warm. A silo that joins during a warm-up does the same. Also loads what a turn asks for before any of that was done.
/// </summary>
internal sealed partial class WarmUpService(
    CalendarList calendars, PolicyCache policies, KnowledgeCache knowledge, ScheduledKnowledge scheduled, TimeProvider time, ILogger<WarmUpService> log) : BackgroundService
{
    /// <summary>Questions of the knowledge itself that it is tried with.</summary>
    private const int Questions = 64;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private readonly HashSet<(ShopId Shop, long Version)> _tried = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ServeAsync(stoppingToken), LookAsync(stoppingToken));

    private async Task ServeAsync(CancellationToken stop)
    {
        await foreach (var slot in scheduled.WantedAsync(stop)) _ = LoadAsync(slot);
    }

    private async Task LoadAsync(ScheduledKnowledge.Slot slot)
    {
        try
        {
            await scheduled.LoadAsync(slot);
        }
        catch (Exception e)
        {
            LogNotLoaded(e, slot.Version, slot.Shop);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            foreach (var shop in calendars.Known.Shops) await PrepareAsync(shop, stop);
            scheduled.Trim();
        }
    }

    private async Task PrepareAsync(ShopId shop, CancellationToken stop)
    {
        try
        {
            if (await policies.GetAsync(shop).AsTask().WaitAsync(stop) is not { Policy: { Calendar: not null } policy }) return;
            var now = time.GetUtcNow();
            foreach (var phase in ShopCalendar.Of(policy).Phases.Where(p => p.IsInForce(now) || p.IsWarming(now)))
            {
                if (phase.Phase.WarmUp is { Knowledge: false }) continue;
                if (phase.Phase.Knowledge is { } version) Try(shop, version, policy, await scheduled.GetAsync(shop, version).AsTask().WaitAsync(stop));
                else if (await knowledge.GetAsync(shop).AsTask().WaitAsync(stop) is { Index: { } index }) Try(shop, index.Knowledge.Version, policy, index);
            }
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogNotPrepared(e, shop);
        }
    }

    private void Try(ShopId shop, long version, ShopPolicy policy, TriageIndex? index)
    {
        if (index is null)
        {
            if (_tried.Add((shop, -version))) LogMissing(version, shop);
            return;
        }
        if (!_tried.Add((shop, version))) return;
        var (context, thresholds) = (new TriageContext { Now = time.GetUtcNow() }, AnswerCost.ThresholdsOf(policy.Bot));
        foreach (var entry in index.Knowledge.Entries.Take(Questions)) index.Judge(entry.Question, context, thresholds);
        LogWarm(version, shop);
        if (_tried.Count > 4 * Contracts.Scaling.CalendarShops.MaxShops) _tried.Clear();
    }

    [LoggerMessage(LogLevel.Information, "Knowledge version {Version} of {Shop} is warm for a phase of its calendar")]
    private partial void LogWarm(long version, ShopId shop);

    [LoggerMessage(LogLevel.Warning, "The calendar of {Shop} names knowledge version {Version}, which is not there: what is published stays in force")]
    private partial void LogMissing(long version, ShopId shop);

    [LoggerMessage(LogLevel.Warning, "Knowledge version {Version} of {Shop} could not be loaded; the next use tries again")]
    private partial void LogNotLoaded(Exception exception, long version, ShopId shop);

    [LoggerMessage(LogLevel.Warning, "Shop {Shop} could not be prepared for a phase of its calendar; it is tried again")]
    private partial void LogNotPrepared(Exception exception, ShopId shop);
}
