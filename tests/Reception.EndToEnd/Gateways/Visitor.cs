using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Links;
using Reception.Protocol.Frames;

namespace Reception.EndToEnd.Gateways;

/// <summary>One session of a customer: writes, and counts what arrives. Every gap and every message that came twice is kept.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly CustomerChat _chat;
    private readonly Task _reading;
    private readonly HashSet<string> _lines = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _replies = new(StringComparer.Ordinal);
    private readonly List<string> _wrong = [];
    private long _last;
    private long _resumedAt;

    private Visitor(string name, CustomerChat chat)
    {
        (Name, _chat) = (name, chat);
        _reading = ReadAsync();
    }

    public string Name { get; }

    public string Conversation => _chat.View!.Conversation;

    /// <summary>The last sequence that arrived.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>The last sequence that it was told of.</summary>
    public long Known => Math.Max(Last, _chat.View?.LastSequence ?? 0);

    /// <summary>The time stamp of its newest connection.</summary>
    public long ResumedAt => Interlocked.Read(ref _resumedAt);

    /// <summary>Connections so far.</summary>
    public int Connections { get; private set; }

    public string? Why { get; private set; }

    public static async Task<Visitor> ComeAsync(string name, string token, Uri gateway, Uri other)
    {
        var visitor = new Visitor(name, CustomerChat.Start(new WebClientOptions { Url = gateway, More = [other], ConnectTimeout = TimeSpan.FromSeconds(60) }, token));
        await visitor._chat.WelcomedAsync().WaitAsync(Waits.Limit);
        return visitor;
    }

    /// <summary>Completes when the line is stored for good, over as many connections as it takes.</summary>
    public Task SayAsync(string line) => _chat.PostAsync(line).WaitAsync(Waits.Limit);

    /// <summary>What broke a promise: gaps, repeats, lines that came twice.</summary>
    public IReadOnlyList<string> Wrong()
    {
        lock (_gate) return [.. _wrong];
    }

    /// <summary>True when somebody else said it.</summary>
    public bool Said(string text)
    {
        lock (_gate) return _replies.Contains(text);
    }

    /// <summary>True when the customer's line came here.</summary>
    public bool Heard(string line)
    {
        lock (_gate) return _lines.Contains(line);
    }

    public async ValueTask DisposeAsync()
    {
        await _chat.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        await foreach (var happened in _chat.Events)
        {
            if (happened is LinkChanged { State: LinkState.Connected })
            {
                Connections++;
                Interlocked.Exchange(ref _resumedAt, TimeProvider.System.GetTimestamp());
            }
            else if (happened is LinkChanged { Why: { } why }) Why = why;
            else if (happened is MessageArrived { Message: var message }) Arrived(message);
        }
    }

    private void Arrived(MessageDocument message)
    {
        lock (_gate)
        {
            if (message.Sequence != _last + 1) _wrong.Add($"{Name}: {message.Sequence} after {_last}");
            if (message.Author != "customer") _replies.Add(message.Text);
            else if (!_lines.Add(message.Text)) _wrong.Add($"{Name}: '{message.Text}' twice");
            Interlocked.Exchange(ref _last, message.Sequence);
        }
    }
}
