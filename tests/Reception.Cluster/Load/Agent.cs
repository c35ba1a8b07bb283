using System.Collections.Concurrent;
using Reception.Client.Sessions;
using Reception.Cluster.Checks;
using Reception.Cluster.Histories;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Cluster.Load;

/// <summary>
/// An agent at his desk: takes most offers, declines some, lets some pass; answers, closes, hands back or transfers what he holds; and now
/// and then is gone for a while with all that he holds. When the run becomes calm he stays and takes everything.
/// </summary>
internal sealed class Agent(LoadContext load, AgentId id) : ISessionEvents
{
    private static readonly TimeSpan CoolDown = TimeSpan.FromSeconds(32);
    private readonly Random _random = load.NextRandom();
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<ConversationId, long> _serving = new();
    private readonly ConcurrentQueue<AgentView> _told = new();
    private AgentSession? _session;

    public AgentId Id => id;

    /// <summary>What he was told that he holds, and could.</summary>
    public IEnumerable<Violation> AboveCapacity => _told.Where(view => view.Load > view.Capacity).Select(view => new Violation("capacity", null, $"{id} was told that he holds {view.Load} of {view.Capacity}"));

    public AgentView? View => _session?.View;

    public async Task WorkAsync(CancellationToken end)
    {
        var present = false;
        while (!end.IsCancellationRequested)
        {
            if (!present) present = await ConnectAsync();
            await LoadContext.PauseAsync(100);
            LookAround();
            if (!present || load.IsCalm || Next(600) != 0) continue;
            await LeaveAsync();
            present = false;
            await LoadContext.PauseAsync(Next(6_000));
        }
        await LeaveAsync();
    }

    public void OnOffer(OfferView offer) => _ = DecideAsync(offer);

    public void OnAgent(AgentView agent)
    {
        _told.Enqueue(agent);
        Serve(agent);
    }

    public void OnThread(ConversationId conversation, IReadOnlyList<ChatMessage> messages, ConversationView? view)
    {
        if (messages.Count > 0) _session?.Confirm(conversation, messages[^1].Sequence);
    }

    public void OnPlace(ConversationId conversation, PlaceInQueue place)
    {
    }

    public void OnTyping(ConversationId conversation, Author author)
    {
    }

    private int Next(int below)
    {
        lock (_gate) return _random.Next(below);
    }

    private async Task<bool> ConnectAsync()
    {
        try
        {
            if (await load.Reception.ConnectAgentAsync(id, new Dictionary<ConversationId, long>(), this) is not var (session, view)) return false;
            _session = session;
            session.Start();
            var online = new TaskCompletionSource<AgentView?>(TaskCreationOptions.RunContinuationsAsynchronously);
            session.SetPresence(PresenceIntent.Online, reason: null, result => online.SetResult(result?.View));
            if (await online.Task is null) return false;
            foreach (var offer in view.Offers) OnOffer(offer);
            return true;
        }
        catch (Exception exception) when (Client.Calls.Patience.IsTransient(exception))
        {
            return false;
        }
    }

    private async Task LeaveAsync()
    {
        if (Interlocked.Exchange(ref _session, null) is { } session) await session.DisposeAsync();
        _serving.Clear();
    }

    private void LookAround()
    {
        if (_session?.View is { } view) Serve(view);
    }

    private void Serve(AgentView view)
    {
        foreach (var hold in view.Holds)
        {
            if (_serving.TryAdd(hold.Work, hold.Epoch)) _ = ServeAsync(hold);
        }
    }

    private async Task DecideAsync(OfferView offer)
    {
        await LoadContext.PauseAsync(Next(150));
        var (work, choice) = (offer.Work.ToString(), load.IsCalm ? 99 : Next(100));
        if (choice < 3)
        {
            load.Refused(id.Value, work, offer.Until + CoolDown);
        }
        else if (choice < 10)
        {
            load.Refused(id.Value, work, load.Now + CoolDown);
            await GiveAsync(new(CommandKind.Decline, work, id.Value, id.Value, offer.Epoch), session => AskAsync<CommandOutcome>(answer => session.Decline(offer.Offer, answer)), outcome => new(outcome));
        }
        else
        {
            await GiveAsync(new(CommandKind.Accept, work, id.Value, id.Value, offer.Epoch), session => AskAsync<OpenResult>(answer => session.Accept(offer.Offer, answer)), Answers.Of);
        }
    }

    private async Task ServeAsync(HeldWork hold)
    {
        var work = hold.Work.ToString();
        await LoadContext.PauseAsync(50 + Next(400));
        SentLine[] lines = [new(load.NextId(), $"How can I help? {hold.Epoch}")];
        var said = await GiveAsync(
            new(CommandKind.AgentPost, work, id.Value, id.Value, hold.Epoch, lines),
            session => WhenAttachedAsync<PostResult>(answer => session.Post(hold.Work, hold.Epoch, [new(lines[0].Id, lines[0].Text)], null, answer)),
            Answers.Of);
        if (said.Outcome is CommandOutcome.Done or CommandOutcome.Repeated)
        {
            await LoadContext.PauseAsync(100 + Next(600));
            await EndAsync(hold, work);
        }
        await LoadContext.PauseAsync(1_000); // until the agent's picture says so too
        _serving.TryRemove(new(hold.Work, hold.Epoch));
    }

    private Task EndAsync(HeldWork hold, string work)
    {
        var (command, choice) = (load.NextId(), load.IsCalm ? 99 : Next(100));
        Command Given(CommandKind kind) => new(kind, work, id.Value, id.Value, hold.Epoch);
        return choice switch
        {
            < 4 => GiveAsync(Given(CommandKind.Transfer), session => WhenAttachedAsync<CommandResult>(answer => session.Transfer(hold.Work, hold.Epoch, command, "general", answer)), Answers.Of),
            < 10 => GiveAsync(Given(CommandKind.HandBack), session => WhenAttachedAsync<CommandResult>(answer => session.HandBack(hold.Work, hold.Epoch, command, answer)), Answers.Of),
            _ => GiveAsync(Given(CommandKind.AgentClose), session => WhenAttachedAsync<CommandResult>(answer => session.Close(hold.Work, hold.Epoch, command, answer)), Answers.Of),
        };
    }

    private async Task<Answer> GiveAsync<T>(Command command, Func<AgentSession, Task<T?>> give, Func<T, Answer> read)
    {
        try
        {
            return await load.GiveAsync(
                command,
                async () => _session is { } session && await give(session) is { } result ? read(result) : Answers.Unavailable,
                patient: true);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            load.Errors.Enqueue($"{command}: {exception}");
            return Answers.Unavailable;
        }
    }

    private static async Task<T?> AskAsync<T>(Func<Action<T>, bool> command)
    {
        var answered = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return command(answered.SetResult) ? await answered.Task : default;
    }

    // The conversation's thread is attached a moment after the agent's picture shows the hold.
    private static async Task<T?> WhenAttachedAsync<T>(Func<Action<T>, bool?> command)
        where T : class
    {
        var answered = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var tries = 0; tries < 20; tries++)
        {
            if (command(answered.SetResult) == true) return await answered.Task;
            await LoadContext.PauseAsync(50);
        }
        return null;
    }
}
