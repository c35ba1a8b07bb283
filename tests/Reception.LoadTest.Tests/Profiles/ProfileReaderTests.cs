using Reception.LoadTest.Profiles;

namespace Reception.LoadTest.Tests.Profiles;

public sealed class ProfileReaderTests
{
    private const string Sale = """
        name: sale
        rate: 10
        compress: 60
        silos: 1
        phases:
          - {name: before, hours: 1, from: 0, to: 1, warmUp: 1}
          - {name: sale, minutes: 30, from: 4, topic: coupon, share: 0.5}
        customers: {messages: 2, humans: 0.1, unknown: 0.25, ratings: 0.5}
        fleet: [{at: 70, action: kill}, {at: 10, action: join, count: 2}]
        """;

    public static TheoryData<string> Shipped => [.. ShippedProfiles.Names];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Shipped_AreRead_UnderTheirOwnName(string name)
    {
        var profile = Read(ShippedProfiles.Find(name)!);
        Assert.Equal(name, profile.Name);
        Assert.True(profile.Expected > 100, $"{profile.Expected} conversations");
    }

    [Fact]
    public void Phases_AreCompressed_AndTheRateGoesInAStraightLine()
    {
        var profile = Read(Sale);
        Assert.Equal(90, profile.Seconds);
        Assert.Equal([0, 5, 40, 40, 0], [.. new[] { 0.0, 30, 60, 89, 90 }.Select(profile.RateAt)]);
        Assert.Equal((300 + 1_200), profile.Expected, 6);
        Assert.Equal("coupon", profile.PhaseAt(61).Topic);
    }

    [Fact]
    public void WarmUp_StandsInNoFigure() => Assert.Equal((60, 90), Read(Sale).Measured);

    [Fact]
    public void WarmUp_IsTheBeginning_AQuietTimeLaterIsMeasured() =>
        Assert.Equal((0, 60), Read("{name: late, rate: 1, phases: [{name: a, seconds: 30}, {name: b, seconds: 30, warmUp: 1}]}").Measured);

    [Fact]
    public void Customers_AndFleet_AreWhatIsWritten()
    {
        var profile = Read(Sale);
        Assert.Equal((2, 0.1, 0.25, 0.5), (profile.Customers.Messages, profile.Customers.Humans, profile.Customers.Unknown, profile.Customers.Ratings));
        Assert.Equal([FleetAction.Join, FleetAction.Kill], profile.Fleet.Select(change => change.Action));
    }

    [Fact]
    public void Mistakes_AreToldAllAtOnce()
    {
        var errors = new List<string>();
        Assert.Null(ProfileReader.Read("{name: bad, rate: -1, speed: 3, phases: [{name: a, seconds: 10, from: x}], fleet: [{at: 1, action: explode}]}", errors));
        var all = string.Join('\n', errors);
        foreach (var word in new[] { "rate", "speed", "from", "action", "silos" }) Assert.Contains(word, all, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_ThatIsNoYaml_IsAnError()
    {
        var errors = new List<string>();
        Assert.Null(ProfileReader.Read("name: [", errors));
        Assert.NotEmpty(errors);
    }

    private static LoadProfile Read(string yaml)
    {
        var errors = new List<string>();
        var profile = ProfileReader.Read(yaml, errors);
        Assert.Empty(errors);
        return profile!;
    }
}
