using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Links;
using Reception.Client.Web.Rest;
using Reception.Protocol.Frames;

namespace Reception.EndToEnd.Gateways;

/// <summary>An agent whose gateway goes comes back through the other one, and nobody else was offered his work meanwhile.</summary>
public sealed class AgentLossTests : IAsyncLifetime
{
    private readonly List<ChatEvent> _events = [];
    private readonly Lock _gate = new();
    private GatewayCluster _cluster = null!;
    private AgentDesk _desk = null!;
    private Task _reading = Task.CompletedTask;
    private Visitor _served = null!;
    private Visitor _offered = null!;
    private OfferDocument _held = null!;
    private OfferDocument _open = null!;

    /// <summary>An agent at the first gateway who serves one customer and has an offer for another.</summary>
    public async ValueTask InitializeAsync()
    {
        _cluster = await GatewayCluster.StartAsync(silos: 1);
        using var http = new HttpClient();
        var token = await (await _cluster.AdminAsync(http)).IssueAgentTokenAsync("lin");
        _desk = AgentDesk.Start(new WebClientOptions { Url = _cluster.FirstUrl, More = [_cluster.SecondUrl], LossSpread = TimeSpan.FromMilliseconds(200) }, token.Token);
        _reading = ReadAsync();
        await _desk.WelcomedAsync().WaitAsync(Waits.Limit);
        await _desk.SetPresenceAsync("online").WaitAsync(Waits.Limit);
        (_served, _held) = await AskForHumanAsync("served");
        await _desk.AcceptAsync(_held.Offer).WaitAsync(Waits.Limit);
        (_offered, _open) = await AskForHumanAsync("offered");
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _reading;
        await _served.DisposeAsync();
        await _offered.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Gateway_Killed_AgentKeepsHisConversationAndHisOffer()
    {
        await _cluster.First.KillAsync();

        await AssertKeptAsync();
    }

    [Fact]
    public async Task Gateway_AskedToStop_AgentKeepsHisConversationAndHisOffer()
    {
        var ending = _cluster.First.StopAsync();

        await AssertKeptAsync();
        Assert.Equal(0, await ending);
    }

    private async Task AssertKeptAsync()
    {
        await SeenAsync<LinkChanged>(changed => changed.State == LinkState.Connected, nth: 2);
        await _desk.AcceptAsync(_open.Offer).WaitAsync(Waits.Limit); // refused when it had been taken back
        await _desk.PostAsync(_held.Conversation, "还在").WaitAsync(Waits.Limit);
        await Waits.UntilAsync(() => Task.FromResult(_served.Last == _served.Known && _served.Said("还在")), () => "the customer did not get the agent's line");
        Assert.Empty(_served.Wrong());
    }

    private async Task<(Visitor Visitor, OfferDocument Offer)> AskForHumanAsync(string name)
    {
        var visitor = await Visitor.ComeAsync(name, _cluster.Identity(name), _cluster.SecondUrl, _cluster.FirstUrl);
        await visitor.SayAsync("人工");
        OfferMade? offer = null;
        await SeenAsync<OfferMade>(made => (offer = made).Offer.Conversation == visitor.Conversation, nth: 1);
        return (visitor, offer!.Offer);
    }

    private Task SeenAsync<T>(Func<T, bool> which, int nth)
        where T : ChatEvent => Waits.UntilAsync(
            () =>
            {
                lock (_gate) return Task.FromResult(_events.OfType<T>().Count(which) >= nth);
            },
            () => $"no {typeof(T).Name}\n{_cluster.Second.Output()}");

    private async Task ReadAsync()
    {
        await foreach (var happened in _desk.Events)
        {
            lock (_gate) _events.Add(happened);
        }
    }
}
