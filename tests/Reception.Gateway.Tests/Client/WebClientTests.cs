using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Rest;
using Reception.Contracts.Conversations;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Client;

/// <summary>The WebSocket and REST SDK against the gateway.</summary>
public sealed class WebClientTests
{
    [Fact]
    public async Task Chat_Posts_AreStoredInOrderAndSeenOnce()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var chat = CustomerChat.Start(Options(host), host.Visitor());
        await chat.WelcomedAsync();

        var sequences = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => chat.PostAsync($"{i}")));

        Assert.Equal(20, sequences.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), await SequencesAsync(chat, 20));
    }

    [Fact]
    public async Task Chat_WhoseConnectionIsCut_ComesBackWithoutAGap()
    {
        await using var host = await GatewayHost.StartAsync(options => options.Sockets.RefusalsPerMinute = 1);
        var conversation = host.Cluster.Conversation("demo/web/v-1");
        await using var chat = CustomerChat.Start(Options(host), host.Visitor());
        await chat.WelcomedAsync();
        await chat.PostAsync("before");

        await Assert.ThrowsAsync<RefusedException>(() => chat.PostAsync(" ")); // refused, and the gateway cuts at the first refusal
        await conversation.SayAsync(Author.Bot, "meanwhile");
        await chat.PostAsync("after");

        Assert.Equal([1, 2, 3], await SequencesAsync(chat, 3));
    }

    [Fact]
    public async Task Chat_WithATokenThatIsNone_EndsWithItsCode()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var chat = CustomerChat.Start(Options(host), "rt1.x.y");

        await Assert.ThrowsAsync<RefusedException>(() => chat.WelcomedAsync());
    }

    [Fact]
    public async Task Desk_AcceptsAndAnswers()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var chat = CustomerChat.Start(Options(host), host.Visitor());
        await chat.WelcomedAsync();
        await chat.AskForHumanAsync();
        await using var desk = AgentDesk.Start(Options(host), host.Agent());
        await desk.WelcomedAsync();
        await desk.SetPresenceAsync("online");
        var offer = await host.Cluster.Agent("anna").OfferAsync(host.Cluster.Conversation("demo/web/v-1"), 1);
        await FindAsync<OfferMade>(desk.Events);

        await desk.AcceptAsync(offer.ToString("N"));

        Assert.Equal(3, await desk.PostAsync("demo/web/v-1", "您好"));
        await desk.CloseAsync("demo/web/v-1");
    }

    [Fact]
    public async Task Api_Refusal_BringsEveryError()
    {
        await using var host = await GatewayHost.StartAsync();
        using var http = new HttpClient();
        var api = new ReceptionApi(http, host.Url, GatewayHost.Admin);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => api.PutKnowledgeAsync("demo", "x\ny"u8.ToArray()));

        Assert.Equal(("invalid", 2), (refusal.Code, refusal.Errors.Count));
    }

    [Fact]
    public async Task Api_Figures_AreRead()
    {
        await using var host = await GatewayHost.StartAsync();
        using var http = new HttpClient();

        Assert.Equal(4.5, (await new ReceptionApi(http, host.Url, GatewayHost.Admin).GetFiguresAsync("demo")).AverageRating);
    }

    private static WebClientOptions Options(GatewayHost host) => new() { Url = host.Url, FirstPause = TimeSpan.FromMilliseconds(10) };

    private static async Task<List<long>> SequencesAsync(CustomerChat chat, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var seen = new List<long>();
        await foreach (var happened in chat.Events.WithCancellation(patience.Token))
        {
            if (happened is MessageArrived arrived) seen.Add(arrived.Message.Sequence);
            if (seen.Count == count) break;
        }
        return seen;
    }

    private static async Task<T> FindAsync<T>(IAsyncEnumerable<ChatEvent> events)
        where T : ChatEvent
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await foreach (var happened in events.WithCancellation(patience.Token))
        {
            if (happened is T found) return found;
        }
        throw new InvalidOperationException($"No {typeof(T).Name}.");
    }
}
