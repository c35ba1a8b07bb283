using Reception.Client.Sessions;
using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Cluster.Load;

/// <summary>
/// A customer with a new conversation: asks the bot, perhaps wants a human, waits for him, thanks him, closes or just leaves. He sends
/// the next command when the one before was answered, or, impatient, when he was told that nobody could take it.
/// </summary>
internal sealed class Customer(LoadContext load, string name) : ISessionEvents, ICustomer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Random _random = load.NextRandom();
    private readonly Pulse _pulse = new();
    private readonly ConversationId _conversation = LoadShop.Conversation(name);
    private SessionRecord _record = null!;
    private CustomerSession? _session;
    private ConversationPhase _phase;
    private long _last;
    private int _agentLines;
    private bool _patient;

    public SessionRecord Record => _record;

    private string Key => _conversation.ToString();

    public async Task RunAsync()
    {
        _patient = _random.NextDouble() >= load.Options.Impatient;
        if (!await OpenAsync()) return;
        await PostAsync(LoadShop.Questions[_random.Next(LoadShop.Questions.Length)]);
        if (_random.NextDouble() < load.Options.Humans) await SpeakToAHumanAsync();
        else await PostAsync(LoadShop.Questions[_random.Next(LoadShop.Questions.Length)], "Thank you!");
        if (_random.Next(3) == 0) await CloseAsync();
        if (_random.Next(3) == 0) await ReadAsync();
    }

    /// <summary>He closes his window; the server is told, or finds out later.</summary>
    public async Task LeaveAsync()
    {
        if (_session is not null) await _session.DisposeAsync();
    }

    /// <summary>Everything that he should have got has come.</summary>
    public Task<bool> CaughtUpAsync(long last) => _pulse.UntilAsync(() => Volatile.Read(ref _last) >= last, TimeSpan.FromSeconds(20));

    public void OnThread(ConversationId conversation, IReadOnlyList<ChatMessage> messages, ConversationView? view)
    {
        foreach (var message in messages)
        {
            _record.Came(Answers.Of(message));
            if (message.Author == Author.Agent) _agentLines++;
            Volatile.Write(ref _last, message.Sequence);
        }
        if (view is not null) _phase = view.Phase;
        if (messages.Count > 0) _session?.Confirm(messages[^1].Sequence);
        _pulse.Beat();
    }

    public void OnPlace(ConversationId conversation, PlaceInQueue place)
    {
    }

    public void OnTyping(ConversationId conversation, Author author)
    {
    }

    private async Task<bool> OpenAsync()
    {
        var answer = await load.GiveAsync(
            new(CommandKind.Look, Key, name),
            async () =>
            {
                _record = new(Key, name, 0);
                var (session, result) = await load.Reception.OpenCustomerAsync(_conversation, new VisitContext(Name: name), 0, this);
                _session = session;
                return Answers.Of(result);
            },
            patient: true);
        if (_session is null) return false;
        load.History.Listen(_record);
        _session.Start();
        return answer.Outcome == CommandOutcome.Done;
    }

    private async Task SpeakToAHumanAsync()
    {
        if (_random.Next(2) == 0) await GiveAsync(CommandKind.Ask, (id, answer) => _session!.AskForHuman(id, answer));
        else await PostAsync(LoadShop.ForHumans[_random.Next(LoadShop.ForHumans.Length)]);
        if (_random.Next(10) == 0) return; // gives up waiting
        await _pulse.UntilAsync(() => _agentLines > 0 || _phase == ConversationPhase.Closed, Patience);
        await PostAsync("Thank you!");
        await _pulse.UntilAsync(() => _phase is ConversationPhase.Closed or ConversationPhase.Bot, Patience / 4);
    }

    private Task PostAsync(params string[] texts)
    {
        SentLine[] lines = [.. texts.Select(text => new SentLine(load.NextId(), text))];
        return load.GiveAsync(
            new(CommandKind.Post, Key, name, Lines: lines),
            async () => Answers.Of(await AskAsync<PostResult>(answer => _session!.Post([.. lines.Select(line => new IncomingMessage(line.Id, line.Text))], answer))),
            _patient);
    }

    private Task CloseAsync() => GiveAsync(CommandKind.Close, (id, answer) => _session!.Close(id, answer));

    private Task GiveAsync(CommandKind kind, Func<string, Action<CommandResult>, bool> command)
    {
        var id = load.NextId();
        return load.GiveAsync(new(kind, Key, name), async () => Answers.Of(await AskAsync<CommandResult>(answer => command(id, answer))), _patient);
    }

    private Task ReadAsync() => load.GiveAsync(
        new(CommandKind.Read, Key, name),
        async () =>
        {
            try
            {
                var page = await _session!.ReadAsync(0, 200);
                return new(CommandOutcome.Done, Lines: [.. page.Messages.Select(Answers.Of)], Last: page.LastSequence);
            }
            catch (Exception exception) when (Client.Calls.Patience.IsTransient(exception))
            {
                return Answers.Unavailable;
            }
        },
        _patient);

    private static async Task<T> AskAsync<T>(Func<Action<T>, bool> command)
    {
        var answered = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!command(answered.SetResult)) throw new InvalidOperationException("The session takes no more commands.");
        return await answered.Task;
    }
}
