using Reception.Contracts.Conversations;

namespace Reception.Grains.Tests.Waiting;

/// <summary>Invariant 7: a human can always be asked for, and the customer is told his place.</summary>
public sealed class Invariant7Tests
{
    [Fact]
    public async Task Invariant7_AskForHuman_NobodyOnline_WaitsAtAPlace()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.AskAsync("c1");
        var asked = await floor.AskAsync("c2");
        Assert.Equal((CommandOutcome.Done, 2), (asked.Outcome, asked.Place?.Place));
    }

    [Fact]
    public async Task Invariant7_FirstLeaves_TheNextTenAreToldAtOnce()
    {
        await using var floor = await Floor.OpenAsync();
        await AskInOrderAsync(floor, 12);
        await floor.Conversation("c0").CloseAsync(new CustomerCommand("s-c0", "bye"));
        await floor.Host.UntilAsync(() => Enumerable.Range(1, 10).All(i => LastPlace(floor, i) == i), "ten new places");
        await floor.Host.QuietAsync();
        Assert.Null(LastPlace(floor, 11));
    }

    [Fact]
    public async Task Invariant7_FirstLeaves_OthersAreToldWithinFiveSeconds()
    {
        await using var floor = await Floor.OpenAsync();
        await AskInOrderAsync(floor, 12);
        await floor.Conversation("c0").CloseAsync(new CustomerCommand("s-c0", "bye"));
        await floor.Host.PassAsync(TimeSpan.FromSeconds(6));
        await floor.Host.UntilAsync(() => LastPlace(floor, 11) == 11, "the eleventh's new place");
    }

    [Fact]
    public async Task Invariant7_NothingMoves_NobodyIsTold()
    {
        await using var floor = await Floor.OpenAsync();
        await AskInOrderAsync(floor, 12);
        await floor.Host.PassAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5));
        Assert.Empty(floor.Host.Gateway.Pushes.Where(p => p.Place is not null).Select(p => $"{p.SessionId} {p.Place}"));
    }

    private static async Task AskInOrderAsync(Floor floor, int customers)
    {
        for (var i = 0; i < customers; i++)
        {
            await floor.AskAsync("c" + i);
            await floor.Host.PassAsync(TimeSpan.FromMilliseconds(10));
        }
        await floor.Host.QuietAsync();
    }

    private static int? LastPlace(Floor floor, int customer) => floor.Host.Gateway.Of("s-c" + customer).LastOrDefault(p => p.Place is not null)?.Place?.Place;
}
