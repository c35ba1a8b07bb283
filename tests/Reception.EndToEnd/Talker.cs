using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Rest;
using Reception.Protocol.Frames;

namespace Reception.EndToEnd;

/// <summary>
/// A customer who talks through kills and restarts, and keeps what he was promised: every line with the sequence of its
/// acknowledgement, every message that arrived in the order of its arrival.
/// </summary>
internal sealed class Talker : IAsyncDisposable
{
    private readonly CustomerChat _chat;
    private readonly Task _reading;
    private readonly List<(string Text, long Sequence)> _promised = [];
    private readonly List<MessageDocument> _arrived = [];
    private readonly Lock _gate = new();
    private int _said;

    private Talker(string name, CustomerChat chat)
    {
        Name = name;
        _chat = chat;
        _reading = ReadAsync();
    }

    public string Name { get; }

    public string Conversation => _chat.View!.Conversation;

    public ViewDocument View => _chat.View!;

    public static async Task<Talker> StartAsync(SiloProcess silo, string shop, string name)
    {
        using var http = new HttpClient();
        var visitor = await new ReceptionApi(http, silo.Url).GetVisitorTokenAsync(shop);
        var talker = new Talker(name, CustomerChat.Start(Patient(silo), visitor.Token, context: new ContextDocument(Name: name)));
        await talker._chat.WelcomedAsync().WaitAsync(Waits.Limit);
        return talker;
    }

    /// <summary>Reconnects soon: the test waits for it.</summary>
    public static WebClientOptions Patient(SiloProcess silo) => new()
    {
        Url = silo.Url,
        FirstPause = TimeSpan.FromMilliseconds(50),
        LossSpread = TimeSpan.FromMilliseconds(50),
        LongestPause = TimeSpan.FromMilliseconds(400),
    };

    /// <summary>Says a line nobody said before; completes when it is acknowledged, over as many connections as it takes.</summary>
    public async Task SayAsync(string text)
    {
        var line = $"{text} [{Name} {Interlocked.Increment(ref _said)}]";
        var sequence = await _chat.PostAsync(line).WaitAsync(Waits.Limit);
        lock (_gate) _promised.Add((line, sequence));
    }

    public Task AskForHumanAsync() => _chat.AskForHumanAsync().WaitAsync(Waits.Limit);

    /// <summary>Compares what was promised and what arrived with the stored thread; throws where a promise was broken.</summary>
    public async Task CheckAsync(IReadOnlyList<MessageDocument> stored)
    {
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(n => (long)n), stored.Select(message => message.Sequence));
        (string Text, long Sequence)[] promised;
        lock (_gate) promised = [.. _promised];
        foreach (var (text, sequence) in promised)
        {
            var kept = Assert.Single(stored, message => message.Text == text);
            Assert.Equal(sequence, kept.Sequence);
        }
        await Waits.UntilAsync(() => Task.FromResult(Arrived().Count >= stored.Count), () => $"{Name} got {Arrived().Count} of {stored.Count} messages");
        Assert.Equal(stored.Select(message => (message.Sequence, message.Text)), Arrived().Take(stored.Count).Select(message => (message.Sequence, message.Text)));
    }

    public async ValueTask DisposeAsync()
    {
        await _chat.DisposeAsync();
        await _reading;
    }

    private List<MessageDocument> Arrived()
    {
        lock (_gate) return [.. _arrived];
    }

    private async Task ReadAsync()
    {
        await foreach (var happened in _chat.Events)
        {
            if (happened is not MessageArrived arrived) continue;
            lock (_gate) _arrived.Add(arrived.Message);
        }
    }
}
