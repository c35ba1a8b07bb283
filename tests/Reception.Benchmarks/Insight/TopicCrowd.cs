using System.Collections.Concurrent;
using System.Diagnostics;
using Reception.Benchmarks.Replay;
using Reception.Client.Web;
using Reception.Client.Web.Chats;

namespace Reception.Benchmarks.Insight;

/// <summary>Customers of one shop, each on a socket of his own, and an exact count of what they asked.</summary>
internal sealed class TopicCrowd : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _exact = new(StringComparer.Ordinal);
    private readonly CustomerChat[] _chats;

    private TopicCrowd(CustomerChat[] chats) => _chats = chats;

    /// <summary>Acknowledged questions by topic.</summary>
    public IReadOnlyDictionary<string, int> Exact => _exact;

    public static async Task<TopicCrowd> ComeAsync(Uri url, string shop, byte[] identityKey, int customers)
    {
        var chats = new CustomerChat[customers];
        for (var i = 0; i < customers; i++)
        {
            chats[i] = CustomerChat.Start(new WebClientOptions { Url = url }, ReplayCustomer.Identity(shop, $"c{i}", identityKey));
            await chats[i].WelcomedAsync();
        }
        return new(chats);
    }

    /// <summary>Asks at a steady rate until cancelled: every question at its time, however long the one before takes. Ends when all are acknowledged.</summary>
    public async Task ChatAsync(Func<(string Topic, string Text)> next, double perSecond, Random random, CancellationToken cancel)
    {
        var (start, asked) = (Stopwatch.GetTimestamp(), new List<Task>());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!cancel.IsCancellationRequested)
        {
            while (asked.Count < Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond)
            {
                var (topic, text) = next();
                asked.Add(AskAsync(_chats[random.Next(_chats.Length)], topic, text));
            }
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        await Task.WhenAll(asked);
    }

    /// <summary>So many customers ask the same at once.</summary>
    public Task FloodAsync(string topic, string text, int customers) => Task.WhenAll(_chats.Take(customers).Select(c => AskAsync(c, topic, text)));

    public async ValueTask DisposeAsync()
    {
        foreach (var chat in _chats) await chat.DisposeAsync();
    }

    private async Task AskAsync(CustomerChat chat, string topic, string text)
    {
        await chat.PostAsync(text);
        _exact.AddOrUpdate(topic, 1, static (_, count) => count + 1);
    }
}
