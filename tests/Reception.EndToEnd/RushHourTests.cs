namespace Reception.EndToEnd;

/// <summary>
/// What a measured peer does with five operators, limit 3 and a burst is written in docs/peers.md: operators over the limit, places
/// empty, chats given twice. Here the same burst goes over real sockets to a silo process; all cases share the one process.
/// </summary>
public sealed class RushHourTests(RushHourTests.OneSilo running) : IClassFixture<RushHourTests.OneSilo>
{
    private const int AllPlaces = RushHour.Agents * RushHour.Places;

    [Theory]
    [InlineData(20, true)]
    [InlineData(60, true)]
    [InlineData(200, true)]
    [InlineData(20, false)]
    [InlineData(60, false)]
    [InlineData(200, false)]
    public async Task Burst_FiveAgentsWithThreePlaces_FillsFifteenNobodyAboveThreeNobodyTwice(int customers, bool agentsFirst)
    {
        await using var rush = await RushHour.OpenAsync(running.Silo, $"rush-{customers}-{(agentsFirst ? "first" : "last")}");
        await rush.CustomersComeAsync(customers);
        if (agentsFirst) await rush.AgentsComeAsync();
        await rush.AskAllAsync();
        if (!agentsFirst) await rush.AgentsComeAsync();

        await Waits.UntilAsync(() => Task.FromResult(rush.Held.Length >= AllPlaces), () => $"{rush.Held.Length} of {AllPlaces} places are filled");
        await AtRestAsync(rush, customers);
        foreach (var seat in rush.Seats) await seat.AcceptsAsync();

        Assert.Equal(AllPlaces, rush.Held.Distinct().Count());
        Assert.All(rush.Seats, seat => Assert.Equal((RushHour.Places, RushHour.Places, RushHour.Places), (seat.Held.Length, seat.Accepted, seat.Most)));
    }

    /// <summary>Nothing is on its way any more: who is not served waits, no offer lives, no place is free.</summary>
    private static async Task AtRestAsync(RushHour rush, int customers)
    {
        var seen = "";
        await Waits.UntilAsync(
            async () =>
            {
                var queue = await rush.Admin.GetQueueAsync(rush.Shop, "chats");
                seen = $"{queue.Waiting} wait, {queue.Offered} are offered, {queue.FreeWeight} free at {queue.RoutableAgents} agents";
                return (queue.Waiting, queue.Offered, queue.FreeWeight, queue.RoutableAgents) == (customers - AllPlaces, 0, 0, RushHour.Agents);
            },
            () => seen);
    }

    /// <summary>The silo of all cases.</summary>
    public sealed class OneSilo : IAsyncLifetime
    {
        internal SiloProcess Silo { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Silo = await SiloProcess.StartAsync();

        public ValueTask DisposeAsync() => Silo.DisposeAsync();
    }
}
