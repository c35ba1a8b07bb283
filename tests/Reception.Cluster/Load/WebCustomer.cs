using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Rest;
using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;
using Reception.Protocol.Frames;

namespace Reception.Cluster.Load;

/// <summary>A customer over a gateway's socket: the SDK reconnects and repeats by itself, so he never learns of a fault.</summary>
internal sealed class WebCustomer(LoadContext load, string name, Uri gateway, HttpClient http) : ICustomer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Random _random = load.NextRandom();
    private readonly Pulse _pulse = new();
    private readonly ThreadLocal<string?> _nextId = new();
    private SessionRecord _record = null!;
    private CustomerChat? _chat;
    private Task _reading = Task.CompletedTask;
    private string _phase = "";
    private long _last;
    private int _agentLines;

    public SessionRecord Record => _record;

    public async Task RunAsync()
    {
        var token = await new ReceptionApi(http, gateway).GetVisitorTokenAsync(LoadShop.Shop.Value);
        var options = new WebClientOptions
        {
            Url = gateway,
            FirstPause = TimeSpan.FromMilliseconds(100),
            LongestPause = TimeSpan.FromSeconds(1),
            NewId = () => _nextId.Value ?? load.NextId(),
        };
        _chat = CustomerChat.Start(options, token.Token, LoadShop.Channel, new ContextDocument(Name: name));
        var view = await _chat.WelcomedAsync().WaitAsync(Patience, TimeProvider.System);
        _record = new(view!.Conversation, name, 0);
        load.History.Listen(_record);
        _reading = ListenAsync();
        await PostAsync(LoadShop.Questions[_random.Next(LoadShop.Questions.Length)]);
        if (_random.NextDouble() >= load.Options.Humans)
        {
            await PostAsync("Thank you!");
            return;
        }
        await PostAsync(LoadShop.ForHumans[_random.Next(LoadShop.ForHumans.Length)]);
        await _pulse.UntilAsync(() => _agentLines > 0 || _phase == "closed", Patience);
        await PostAsync("Thank you!");
        await _pulse.UntilAsync(() => _phase is "closed" or "bot", Patience / 4);
    }

    public Task<bool> CaughtUpAsync(long last) => _pulse.UntilAsync(() => Volatile.Read(ref _last) >= last, TimeSpan.FromSeconds(20));

    public async Task LeaveAsync()
    {
        if (_chat is null) return;
        await _chat.DisposeAsync();
        await _reading;
    }

    // "Not stored in time" is no answer: the same line goes again, under the same id.
    private async Task PostAsync(string text)
    {
        var id = load.NextId();
        var invocation = load.History.Begin(new(CommandKind.Post, _record.Conversation, name, Lines: [new(id, text)]));
        for (var tries = 0; ; tries++)
        {
            try
            {
                invocation.Answered(new(CommandOutcome.Done, Promises: [new(id, await SendAsync(id, text))]));
                return;
            }
            catch (RefusedException) when (tries < 30)
            {
                await LoadContext.PauseAsync(300);
            }
        }
    }

    private Task<long> SendAsync(string id, string text)
    {
        _nextId.Value = id; // the SDK asks for the line's id on this thread, before it goes on elsewhere
        var stored = _chat!.PostAsync(text);
        _nextId.Value = null;
        return stored.WaitAsync(Patience, TimeProvider.System);
    }

    private async Task ListenAsync()
    {
        await foreach (var happened in _chat!.Events)
        {
            if (happened is ViewChanged { View.Phase: var phase }) _phase = phase;
            if (happened is MessageArrived { Message: var message })
            {
                _record.Came(new(message.Sequence, message.Author == "customer" && message.ClientId is { } id ? LineKey.Customer(id) : null, message.Text));
                if (message.Author == "agent") _agentLines++;
                Volatile.Write(ref _last, message.Sequence);
            }
            _pulse.Beat();
        }
    }
}
