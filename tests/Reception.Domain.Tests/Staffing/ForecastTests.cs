using Reception.Contracts.Scaling;
using Reception.Contracts.Shops;
using Reception.Domain.Journal;
using Reception.Domain.Staffing.Forecasts;

namespace Reception.Domain.Tests.Staffing;

/// <summary>Forecasts against series whose season is known.</summary>
public sealed class ForecastTests
{
    private const int Weeks8 = 56;

    [Fact]
    public void Fit_KnownSeasonWithoutNoise_RecoversLevelAndProfile()
    {
        var hours = Enumerable.Range(0, Weeks8 * 24).Select(hour => new ArrivalHour(ArrivalSample.Shop, "", ArrivalSample.Start + hour, (int)Math.Round(10_000 * ArrivalSample.Season(hour))));
        var points = ArrivalSample.History(hours, Weeks8).Of("");

        var model = SeasonalModel.Fit(points, points.Count)!;

        Assert.True(model.HasWeekdays);
        Assert.Equal(10_000, model.Level, 10_000 * 0.005);
        Assert.All(Enumerable.Range(0, LocalHour.SlotsOfWeek), slot => Assert.Equal(ArrivalSample.Season(slot), model.ProfileOf(slot), 0.02));
    }

    [Fact]
    public void Fit_NoisyCounts_FindsTheSeasonWithinChance()
    {
        var points = ArrivalSample.History(new ArrivalSample(1).Hours(Weeks8, _ => 40), Weeks8).Of("");

        var model = SeasonalModel.Fit(points, points.Count)!;

        var error = Enumerable.Range(0, LocalHour.SlotsOfWeek).Average(slot => Math.Abs(model.ProfileOf(slot) - ArrivalSample.Season(slot)));
        Assert.InRange(error, 0, 0.05); // a slot's eight counts of 40 alone have an error of 0.045 on average
        Assert.Equal(40, model.Level, 2.0);
    }

    [Theory]
    [InlineData(11, 30)]
    [InlineData(12, 5)]
    [InlineData(13, 400)]
    public void BackTest_SeasonWithNoise_BeatsTheSameHourAWeekBefore(int seed, double level)
    {
        var test = BackTest.Of(ArrivalSample.History(new ArrivalSample(seed).Hours(Weeks8, _ => level), Weeks8).Of(""));

        var error = Print($"{level} an hour", test);
        Assert.Equal(BackTest.MaxOrigins, error.Origins);
        Assert.True(error.Wape < 0.85 * error.NaiveWape, $"{error}");
        Assert.True(error.Mape < error.NaiveMape, $"{error}");
        Assert.InRange(error.Bias, -0.05, 0.05);
        Assert.InRange(error.Coverage!.Value, 0.72, 0.9);
    }

    [Fact]
    public void BackTest_ShopThatGrows_BeatsTheNaiveAndItsLimitsHold()
    {
        var test = BackTest.Of(ArrivalSample.History(new ArrivalSample(21).Hours(Weeks8, day => 100 * Math.Pow(1.02, day)), Weeks8).Of(""));
        var error = Print("100 an hour, growing 2 % a day", test);
        Assert.True(error.Wape < error.NaiveWape, $"{error}");
        Assert.InRange(error.Bias, -0.06, 0.02);
    }

    [Fact]
    public void BackTest_DayRatesThatVary_WidensTheLimitsUntilTheyHold()
    {
        var random = new Random(5);
        var rates = Enumerable.Range(0, Weeks8).Select(_ => 300 * Math.Exp(0.25 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))).ToArray();

        var test = BackTest.Of(ArrivalSample.History(new ArrivalSample(6).Hours(Weeks8, day => rates[day]), Weeks8).Of(""));

        Assert.InRange(test.Dispersion, 0.03, 0.2);
        Assert.InRange(Print("300 an hour, days vary by 25 %", test).Coverage!.Value, 0.7, 0.92);
    }

    [Fact]
    public void Shop_NoHistory_SaysWhatIsMissing()
    {
        var forecast = new ArrivalOutlook(ArrivalSample.History([], 0)).Shop(24);
        Assert.Equal((ForecastBasis.None, 24, null), (forecast.Basis, forecast.Hours.Length, forecast.Error));
        Assert.Contains("Too little history: 0 ordinary hours", forecast.Why, StringComparison.Ordinal);
        Assert.All(forecast.Hours, hour => Assert.Null(hour.Expected));
    }

    [Fact]
    public void Shop_FiveDays_HasHoursOfTheDayAndSaysSo()
    {
        var forecast = new ArrivalOutlook(ArrivalSample.History(new ArrivalSample(2).Hours(5, _ => 50), 5)).Shop(24);
        Assert.Equal((ForecastBasis.Daily, null), (forecast.Basis, forecast.Error));
        Assert.Contains("weekdays take 336", forecast.Why, StringComparison.Ordinal);
        Assert.True(forecast.Hours[20].Expected > 3 * forecast.Hours[8].Expected);
    }

    [Fact]
    public void Shop_SaleThatHasPassed_LeavesOrdinaryDaysAsTheyWere()
    {
        var hours = new ArrivalSample(3).Hours(Weeks8, day => day is >= 50 and < 53 ? 800 : 100);
        var sale = new CalendarPhase("sale", ArrivalSample.Date(50), ArrivalSample.Date(52));

        var (with, without) = (new ArrivalOutlook(ArrivalSample.History(hours, Weeks8, sale)).Shop(24), new ArrivalOutlook(ArrivalSample.History(hours, Weeks8)).Shop(24));

        Assert.Equal(2_400 * DayShare(Weeks8), with.Hours.Sum(hour => hour.Expected!.Value), 2_400 * 0.05);
        Assert.True(without.Hours.Sum(hour => hour.Expected) > 1.2 * with.Hours.Sum(hour => hour.Expected));
    }

    [Fact]
    public void Shop_SaleLikeAnEarlierOne_IsExpectedAtItsRatio()
    {
        var hours = new ArrivalSample(4).Hours(Weeks8, day => day == 40 ? 600 : 100);
        CalendarPhase[] phases = [new("618", ArrivalSample.Date(40), ArrivalSample.Date(40)), new("11.11", ArrivalSample.Date(Weeks8), ArrivalSample.Date(Weeks8), Expected: new(Like: "618"))];
        var outlook = new ArrivalOutlook(ArrivalSample.History(hours, Weeks8, phases));

        var forecast = outlook.Shop(48);

        Assert.Equal(6, outlook.EffectOf("618")!.Ratio, 0.3);
        Assert.Equal(("11.11", null), (forecast.Hours[0].Phase, forecast.Hours[24].Phase));
        Assert.Equal(6 * 2_400 * DayShare(Weeks8), forecast.Hours.Take(24).Sum(hour => hour.Expected!.Value), 1_500.0);
        Assert.Equal(2_400 * DayShare(Weeks8 + 1), forecast.Hours.Skip(24).Sum(hour => hour.Expected!.Value), 150.0);
    }

    [Fact]
    public void Shop_CalendarSaysTheHours_ThatIsExpectedEvenWithoutHistory()
    {
        double[] byHour = [.. Enumerable.Range(0, 24).Select(hour => hour * 100.0)];
        var forecast = new ArrivalOutlook(ArrivalSample.History([], 0, new CalendarPhase("peak", ArrivalSample.Date(0), ArrivalSample.Date(0), Expected: new(ByHour: byHour)))).Shop(24);
        Assert.Equal(byHour, forecast.Hours.Select(hour => hour.Expected!.Value));
        Assert.InRange(forecast.Hours[20].High!.Value - 2_000, 2_000 * 0.3, 2_000);
    }

    [Fact]
    public void Shop_SaleUnderWayBringsTwiceWhatWasSaid_IsCorrectedTowardsWhatCame()
    {
        var hours = new ArrivalSample(7).Hours(Weeks8 + 1, day => day == Weeks8 ? 1_000 : 100).Where(hour => hour.Hour < ArrivalSample.Start + (Weeks8 * 24) + 12).ToArray();
        var history = new ShopHistory(
            hours, new LocalHours("UTC"), Domain.Shops.ShopCalendar.Of(ArrivalSample.Policy(new CalendarPhase("sale", ArrivalSample.Date(Weeks8), ArrivalSample.Date(Weeks8), Expected: new(Factor: 5)))),
            ArrivalSample.Start + (Weeks8 * 24) + 12);

        var evening = new ArrivalOutlook(history).Shop(12).Hours.Sum(hour => hour.Expected!.Value);

        var (said, real) = (Enumerable.Range(12, 12).Sum(hour => 500 * ArrivalSample.Season((Weeks8 * 24) + hour)), Enumerable.Range(12, 12).Sum(hour => 1_000 * ArrivalSample.Season((Weeks8 * 24) + hour)));
        Assert.InRange(evening, said + (0.6 * (real - said)), real * 1.05);
    }

    [Fact]
    public void Queue_WithItsOwnHistory_FollowsTheShopThroughASale()
    {
        var sample = new ArrivalSample(8);
        var hours = sample.Hours(Weeks8, _ => 200).Concat(sample.Hours(Weeks8, _ => 20, "main"));
        var outlook = new ArrivalOutlook(ArrivalSample.History(hours, Weeks8, new CalendarPhase("sale", ArrivalSample.Date(Weeks8 + 1), ArrivalSample.Date(Weeks8 + 1), Expected: new(Factor: 4))));

        var queue = outlook.Queue("main", 48);

        Assert.Equal(ForecastBasis.Weekly, queue.Basis);
        var (today, sale) = (queue.Hours.Take(24).Sum(hour => hour.Expected!.Value), queue.Hours.Skip(24).Sum(hour => hour.Expected!.Value));
        Assert.Equal(480 * DayShare(Weeks8), today, 50.0);
        Assert.Equal(4 * 480 * DayShare(Weeks8 + 1), sale, 200.0);
    }

    [Fact]
    public void Queue_OfLastWeek_HasItsShareOfTheShop()
    {
        var sample = new ArrivalSample(9);
        var hours = sample.Hours(Weeks8, _ => 200).Concat(sample.Hours(Weeks8, day => day >= Weeks8 - 7 ? 20 : 0, "new").Where(hour => hour.Hour >= ArrivalSample.Start + ((Weeks8 - 7) * 24)));
        var queue = new ArrivalOutlook(ArrivalSample.History(hours, Weeks8)).Queue("new", 24);
        Assert.Equal(ForecastBasis.Share, queue.Basis);
        Assert.Equal(480 * DayShare(Weeks8) / 4, queue.Hours.Sum(hour => hour.Expected!.Value), 20.0); // one week of the four that a share is taken over
    }

    [Fact]
    public void LocalHours_DayOfAClockChange_HasTwentyFiveHours()
    {
        var clock = new LocalHours("America/New_York");
        var first = ArrivalHour.HourOf(new(2026, 11, 1, 4, 0, 0, TimeSpan.Zero));
        Assert.Equal([0, 1, 1, 2], Enumerable.Range(0, 4).Select(hour => clock.At(first + hour).Hour));
        Assert.Single(Enumerable.Range(0, 25).Select(hour => clock.At(first + hour).Day).Distinct());
        Assert.Equal(6, clock.At(first).Weekday); // a Sunday
    }

    /// <summary>The lines of docs/sale-day.md, section 3.</summary>
    private static ForecastError Print(string series, BackTest test)
    {
        var error = test.Error!;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"| {series} | {error.Wape:0.0 %} | {error.NaiveWape:0.0 %} | {error.Mape:0.0 %} | {error.NaiveMape:0.0 %} | {error.Bias:+0.0 %;-0.0 %} | {error.Coverage:0 %} |"));
        return error;
    }

    /// <summary>A day's season as a share of the mean day.</summary>
    private static double DayShare(int day) => Enumerable.Range(0, 24).Average(hour => ArrivalSample.Season((day * 24) + hour));
}
