using Microsoft.Extensions.DependencyInjection;
using Reception.Client;
using Reception.Client.Sessions;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Client;

/// <summary>Sessions against a conversation that keeps the contract.</summary>
public sealed class CustomerSessionTests
{
    private static readonly ConversationId Chat = ConversationId.Parse("demo/web/v-1");

    [Fact]
    public async Task Posts_WhileACallIsInFlight_GoAsOneBurstInOrder()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = host.Cluster.Conversation(Chat.ToString());
        var session = await OpenAsync(host, new Heard());
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        conversation.Before = async call =>
        {
            if (call != "post") return;
            entered.TrySetResult();
            await release.Task;
        };
        var acks = new List<Task<PostResult>> { Post(session, 0) };
        await entered.Task;
        acks.AddRange(Enumerable.Range(1, 9).Select(i => Post(session, i)));

        release.SetResult();
        var results = await Task.WhenAll(acks);

        Assert.Equal([1, 9], conversation.Bursts.Select(burst => burst.Messages.Length));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), results.Select(result => result.Acks.Single().Sequence));
        Assert.Equal(1, conversation.MostInFlight);
    }

    [Fact]
    public async Task Calls_OfManyKinds_AreNeverTwoAtOnce()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = host.Cluster.Conversation(Chat.ToString());
        var session = await OpenAsync(host, new Heard());
        conversation.Before = async _ => await Task.Yield();
        var done = new List<Task>();
        for (var i = 0; i < 200; i++)
        {
            done.Add(Post(session, i));
            if (i % 3 == 0) session.Confirm(i);
            if (i % 7 == 0) await done[^1];
            await conversation.SayAsync(Author.Bot, "x", push: i % 2 == 0);
        }
        await Task.WhenAll(done);

        Assert.Equal(1, conversation.MostInFlight);
    }

    [Fact]
    public async Task Burst_ThatIsRefused_RefusesOnlyThePostThatIsBad()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = host.Cluster.Conversation(Chat.ToString());
        var session = await OpenAsync(host, new Heard());
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var calls = 0;
        conversation.Before = async call =>
        {
            if (call != "post") return;
            if (calls++ == 0)
            {
                entered.SetResult();
                await release.Task;
            }
            conversation.Refusal = calls is 2 or 3 ? CommandOutcome.Invalid : null; // the burst of two, then its first post
        };
        var first = Post(session, 0);
        await entered.Task;
        var (bad, good) = (Post(session, 1), Post(session, 2));
        release.SetResult();

        Assert.Equal((CommandOutcome.Done, CommandOutcome.Invalid, CommandOutcome.Done), ((await first).Outcome, (await bad).Outcome, (await good).Outcome));
    }

    [Fact]
    public async Task Silence_IsAskedAboutOnce_ThenLessOften()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        var conversation = host.Cluster.Conversation(Chat.ToString());
        var asked = new SemaphoreSlim(0);
        var session = await OpenAsync(host, new Heard());
        conversation.Before = call =>
        {
            if (call == "get") asked.Release();
            return Task.CompletedTask;
        };

        time.Advance(TimeSpan.FromSeconds(31));
        await asked.WaitAsync(TimeSpan.FromSeconds(90), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(50));
        await PostedAsync(session);
        Assert.Equal(0, asked.CurrentCount);
        Assert.Single(conversation.Calls, "get");
    }

    [Fact]
    public async Task Push_OfWhatIsConfirmed_IsConfirmedAgain()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        var conversation = host.Cluster.Conversation(Chat.ToString());
        var confirmed = new SemaphoreSlim(0);
        var session = await OpenAsync(host, new Heard());
        conversation.Before = call =>
        {
            if (call == "confirm") confirmed.Release();
            return Task.CompletedTask;
        };
        await conversation.SayAsync(Author.Bot, "1");
        session.Confirm(1);
        time.Advance(TimeSpan.FromSeconds(1));
        await confirmed.WaitAsync(TimeSpan.FromSeconds(90), CancellationToken.None);
        var view = await conversation.GetAsync();

        await conversation.PushAsync(id => new(id, Chat, view));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await confirmed.WaitAsync(TimeSpan.FromSeconds(90), CancellationToken.None));
    }

    [Fact]
    public async Task Push_ThatWasLost_IsFoundBySilence()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        var heard = new Heard();
        await OpenAsync(host, heard);
        await host.Cluster.Conversation(Chat.ToString()).SayAsync(Author.Agent, "lost", push: false);

        time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal<long[]>([1], await heard.TakeAsync(1));
    }

    [Fact]
    public async Task Session_ThatWasGivenUp_IsOpenedAgain()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        var conversation = host.Cluster.Conversation(Chat.ToString());
        var heard = new Heard();
        await OpenAsync(host, heard);
        conversation.GiveUp();
        await conversation.SayAsync(Author.Agent, "to nobody");

        time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal<long[]>([1], await heard.TakeAsync(1));
        Assert.Equal(1, conversation.Sessions);
    }

    [Fact]
    public async Task Push_ForASessionThatIsGone_ClosesItAtTheConversation()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = host.Cluster.Conversation(Chat.ToString());
        await OpenAsync(host, new Heard());
        var closed = new TaskCompletionSource();
        conversation.Before = call =>
        {
            if (call == "close-session") closed.TrySetResult();
            return Task.CompletedTask;
        };

        await host.Cluster.PushAsync(new Contracts.Gateways.SessionPush("gone", Chat));

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Post_WithTooManyWaiting_IsNotTaken()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = host.Cluster.Conversation(Chat.ToString());
        var session = await OpenAsync(host, new Heard());
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        conversation.Before = call => call == "post" && begun.TrySetResult() ? release.Task : Task.CompletedTask;
        Assert.True(session.Post([new IncomingMessage("first", "x")], static _ => { }));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(90));

        var taken = Enumerable.Range(0, 200).Count(i => session.Post([new IncomingMessage($"{i}", "x")], static _ => { }));

        Assert.Equal(100, taken);
        release.SetResult();
    }

    private static async Task<CustomerSession> OpenAsync(GatewayHost host, ISessionEvents events)
    {
        var (session, _) = await host.App.Services.GetRequiredService<ReceptionClient>().OpenCustomerAsync(Chat, new VisitContext(), 0, events);
        session!.Start();
        return session;
    }

    private static Task<PostResult> Post(CustomerSession session, int number)
    {
        var answered = new TaskCompletionSource<PostResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(session.Post([new IncomingMessage($"m{number}", $"{number}")], answered.SetResult));
        return answered.Task;
    }

    private static async Task PostedAsync(CustomerSession session) => await Post(session, 0);

    private sealed class Heard : ISessionEvents
    {
        private readonly System.Threading.Channels.Channel<long> _sequences = System.Threading.Channels.Channel.CreateUnbounded<long>();

        public async Task<long[]> TakeAsync(int count)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            var taken = new List<long>();
            while (taken.Count < count) taken.Add(await _sequences.Reader.ReadAsync(patience.Token));
            return [.. taken];
        }

        public void OnThread(ConversationId conversation, IReadOnlyList<ChatMessage> messages, ConversationView? view)
        {
            foreach (var message in messages) _sequences.Writer.TryWrite(message.Sequence);
        }

        public void OnPlace(ConversationId conversation, PlaceInQueue place)
        {
        }

        public void OnTyping(ConversationId conversation, Author author)
        {
        }
    }
}
