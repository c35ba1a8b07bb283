using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Contracts.Scaling;
using Reception.Contracts.Shops;
using Reception.Domain.Journal;
using Reception.Grains.Operations;
using Reception.Grains.Tests.Waiting;

namespace Reception.Grains.Tests.SaleDay;

/// <summary>From events to hours, from hours to a forecast, from that and what processes report to what the cluster needs.</summary>
public sealed class ScalingTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Hours_OfAServedCustomer_AreFoldedAndFoldedAgainTheSame()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("first");
        await floor.ServeAsync("an", "first");
        var projector = floor.Host.Grains.GetGrain<IProjectorGrain>(0);
        while (await projector.ProjectAsync() > 0) { }

        var hours = await HoursAsync(floor);
        Assert.Equal([("", 1, 0), ("chats", 1, 1)], hours.Select(hour => (hour.Queue, hour.Arrivals, hour.Assigned)));

        await projector.RebuildAsync();
        while (await projector.ProjectAsync() > 0) { }
        Assert.Equal(hours, await HoursAsync(floor));
    }

    [Fact]
    public async Task Get_ReportsAndHistoryAndCalendar_SayHowMuchIsNeededAndWhen()
    {
        var sale = new CalendarPhase("sale", new(2026, 11, 11), new(2026, 11, 11), 180, 240, Expected: new(Factor: 20), Queues: [new("chats", Agents: 77)], WarmUp: new(30));
        await using var floor = await Floor.OpenAsync(Floor.Policy(new QueuePolicy("chats")) with { Calendar = new([sale]) });
        await SeedAsync(floor, days: 21);
        var scaling = floor.Host.Grains.GetGrain<IScalingGrain>(IScalingGrain.Key);
        for (var i = 0; i <= 60; i++)
        {
            await scaling.ReportAsync(new(ProcessKind.Silo, "one", 5 * i * 0.02, 2, 5 * i * 10, 10, 1), -1);
            floor.Host.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        var report = await scaling.GetAsync(6);

        Assert.Equal((6, 1, 1), (report.Hours.Length, report.Shops, report.AllShops));
        Assert.InRange(report.Load.MessagesPerSecond, 9, 11);
        Assert.Equal((true, 0.002), (report.Load.IsCostMeasured, Math.Round(report.Load.SiloSecondsPerMessage, 4)));
        Assert.Equal(["shop: sale"], report.Hours[3].Phases);
        Assert.Equal(20 * 240, report.Hours[3].Arrivals!.Value, 300.0);
        Assert.Equal(240, report.Hours[4].Arrivals!.Value, 20.0);
        Assert.True(report.Hours[2].MessagesPerSecond > 5 * report.Hours[1].MessagesPerSecond, "the hour of the warm-up counts on the sale");
        Assert.True(report.Silos.Desired >= 1 && report.Silos.Current >= 1);
        var queue = Assert.Single(report.Queues);
        Assert.Equal(("chats", 77), (queue.Queue, queue.Hours[3]));
        Assert.InRange(queue.Desired!.Value, 3, 9); // 60 works an hour of 240 s: 4 erlangs
    }

    [Fact]
    public async Task Forecast_ThreeWeeksOfHours_TellsItsErrorBesideTheNaiveOne()
    {
        await using var floor = await Floor.OpenAsync();
        await SeedAsync(floor, days: 21);

        var forecast = (await floor.Host.Grains.GetGrain<IForecastGrain>(Floor.Shop.Value).GetAsync(24))!;

        Assert.Equal((ForecastBasis.Weekly, 24), (forecast.Arrivals.Basis, forecast.Arrivals.Hours.Length));
        Assert.NotNull(forecast.Arrivals.Error);
        Assert.True(forecast.Arrivals.Error.Wape <= forecast.Arrivals.Error.NaiveWape);
        var staffing = Assert.Single(forecast.Staffing);
        Assert.Equal((240, true, 3), (staffing.HandlingSeconds, staffing.IsMeasured, forecast.MessagesPerConversation));
        Assert.Null(await floor.Host.Grains.GetGrain<IForecastGrain>("nobody").GetAsync(24));
    }

    [Fact]
    public async Task Report_ListOfShopsWithACalendar_FollowsTheirPoliciesAndARestart()
    {
        var calendar = new CalendarPolicy([new("sale", new(2026, 11, 20), new(2026, 11, 21))]);
        await using var floor = await Floor.OpenAsync(Floor.Policy(new QueuePolicy("chats")) with { Calendar = calendar });
        await floor.Host.UntilAsync(async () => (await ShopsAsync(floor)).SequenceEqual([Floor.Shop]), "the shop in the list");

        await floor.Host.RestartAsync();
        Assert.Equal([Floor.Shop], await ShopsAsync(floor));

        await floor.PutAsync(Floor.Policy(new QueuePolicy("chats")));
        await floor.Host.UntilAsync(async () => (await ShopsAsync(floor)).Length == 0, "the shop to leave the list");
    }

    private static async Task<ShopId[]> ShopsAsync(Floor floor) =>
        (await floor.Host.Grains.GetGrain<IScalingGrain>(IScalingGrain.Key).ReportAsync(new(ProcessKind.Gateway, "test", 0, 1, 0, 0, 0), -1))!.Shops;

    private static async Task<ArrivalHour[]> HoursAsync(Floor floor) => [.. await floor.Host.Stores.Episodes.GetHoursAsync(Floor.Shop, 0, long.MaxValue)];

    /// <summary>240 conversations an hour, a quarter of which comes to the queue and takes an agent four minutes.</summary>
    private static async Task SeedAsync(Floor floor, int days)
    {
        var end = ArrivalHour.HourOf(Midnight);
        var random = new Random(1);
        var hours = Enumerable.Range(1, days * 24).SelectMany(ago => (ArrivalHour[])
        [
            new(Floor.Shop, "", end - ago, 235 + random.Next(11)) { Messages = 720 },
            new(Floor.Shop, "chats", end - ago, 58 + random.Next(5), Assigned: 60, Handled: 60, HandlingMs: 60 * 240_000),
        ]).ToArray();
        var messages = hours.Sum(hour => (long)hour.Arrivals * (hour.Queue.Length == 0 ? 3 : 0));
        hours[0] = hours[0] with { Messages = (int)(messages - hours.Skip(1).Sum(hour => hour.Messages)) }; // three messages a conversation, exactly
        var store = floor.Host.Stores.Episodes;
        var position = await store.GetPositionAsync();
        Assert.True(await store.StoreAsync([], hours, position, position));
    }
}
