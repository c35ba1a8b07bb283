using System.Collections.Concurrent;
using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Drivers;
using Reception.LoadTest.Profiles;
using Reception.LoadTest.Runs;

namespace Reception.LoadTest.Agents;

/// <summary>
/// An agent at his desk: looks at each offer for a moment, takes, declines or forgets it, writes a line, works, and closes. Now and then
/// the line breaks, or he takes a break.
/// </summary>
internal sealed class SimulatedAgent(RunContext run, string id, int number) : IAgentSink
{
    private const string Greeting = "您好，我来帮您看一下。 Let me have a look.";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Answer>> _asked = new();
    private readonly ConcurrentDictionary<string, Served> _served = new();
    private readonly ConcurrentQueue<long> _freed = new();
    private readonly Random _random = new(HashCode.Combine(number, 17));
    private TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IAgentLink? _link;
    private int _commands;
    private int _capacity;
    private int _load;

    public string Id => id;

    public bool IsOnline { get; private set; }

    public bool IsBusy => _load > 0;

    public int Capacity => _capacity;

    private AgentHabits Habits => run.Profile.Agents;

    /// <summary>Works until the end.</summary>
    public async Task WorkAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            if (!await ComeAsync())
            {
                await run.Clock.PauseAsync(TimeSpan.FromMilliseconds(500 + Next(1_000)));
                continue;
            }
            await StayAsync(end);
            await LeaveAsync();
            if (!end.IsCancellationRequested && !run.IsEnding) await run.Clock.PauseAsync(Draw(Habits.Away));
        }
    }

    public void OnWelcome() => Answered("hello", new(true, 0));

    public void OnOffer(string offer, string conversation)
    {
        var now = run.Clock.Now;
        run.Recorder.OnOffer(_freed.TryDequeue(out var free) && free >= 0 ? free : null, now);
        run.OnOffersOpen(1);
        Record(ActKind.Offered, conversation);
        _ = DecideAsync(offer, conversation);
    }

    public void OnDone(string command, long epoch) => Answered(command, new(true, epoch));

    public void OnAcknowledged(string command) => Answered(command, new(true, 0));

    public void OnThread(string conversation, long lastSequence, string? phase, long epoch)
    {
        if (!_served.TryGetValue(conversation, out var served)) return;
        if (phase is not null and not "agent") served.End();
        if (lastSequence > 0) served.Last = Math.Max(served.Last, lastSequence);
    }

    public void OnAgent(int load, int capacity, IReadOnlyList<string> holds)
    {
        (_load, _capacity) = (load, capacity);
        Record(ActKind.Told, load: load, capacity: capacity);
    }

    public void OnRefused(string? command, string code)
    {
        if (command is not null) Answered(command, new(false, 0, code));
        else run.Recorder.OnFailed($"agent-{code}");
    }

    public void OnGone(string? code)
    {
        IsOnline = false;
        Record(ActKind.Away);
        foreach (var waiting in _asked.Values) waiting.TrySetResult(new(false, 0, "closed"));
        _gone.TrySetResult();
    }

    private async Task<bool> ComeAsync()
    {
        try
        {
            _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _link = await run.Driver.ConnectAgentAsync(id, this);
            if (!(await AskAsync("hello", link => link.HelloAsync())).IsDone) return false;
            IsOnline = (await AskAsync(NextCommand(), static (link, command) => link.PresenceAsync(command, "online"))).IsDone;
            if (IsOnline) Record(ActKind.Present);
            return IsOnline;
        }
        catch (LinkException exception)
        {
            run.Recorder.OnFailed($"agent-{exception.Code}");
            return false;
        }
    }

    // Until the end, the loss of the line, or the next thing that takes him away.
    private async Task StayAsync(CancellationToken end)
    {
        using var stop = end.Register(() => _gone.TrySetResult());
        while (IsOnline && !end.IsCancellationRequested)
        {
            var (cut, pause) = (Exponential(Habits.DisconnectsPerHour), Exponential(Habits.BreaksPerHour));
            var next = cut < pause ? cut : pause;
            if (await Task.WhenAny(_gone.Task, run.Clock.PauseAsync(next)) == _gone.Task || run.IsEnding)
            {
                if (!run.IsEnding) return;
                await _gone.Task;
                return;
            }
            if (cut < pause) return;
            Record(ActKind.Away);
            await AskAsync(NextCommand(), static (link, command) => link.PresenceAsync(command, "away"));
            await Task.WhenAny(_gone.Task, run.Clock.PauseAsync(Draw(Habits.Break)));
            if ((await AskAsync(NextCommand(), static (link, command) => link.PresenceAsync(command, "online"))).IsDone) Record(ActKind.Present);
        }
    }

    private async Task LeaveAsync()
    {
        IsOnline = false;
        if (_link is not null) await _link.DisposeAsync();
        if (!run.IsEnding) run.Recorder.OnReconnected();
    }

    private async Task DecideAsync(string offer, string conversation)
    {
        await run.Clock.PauseAsync(Draw(Habits.Look));
        var choice = NextDouble();
        try
        {
            if (!run.IsEnding && choice < Habits.Declines)
            {
                run.Recorder.OnDeclined();
                if ((await AskAsync(NextCommand(), (link, command) => link.DeclineAsync(command, offer))).IsDone) Record(ActKind.Declined, conversation);
            }
            else if (run.IsEnding || choice >= Habits.Declines + Habits.Ignores) await TakeAsync(offer, conversation);
        }
        finally
        {
            run.OnOffersOpen(-1);
        }
    }

    private async Task TakeAsync(string offer, string conversation)
    {
        var served = new Served(run.Clock.Now);
        _served[conversation] = served;
        var answer = await AskAsync(NextCommand(), (link, command) => link.AcceptAsync(command, offer));
        if (!answer.IsDone)
        {
            _served.TryRemove(new(conversation, served));
            Record(ActKind.Passed, conversation);
            if (answer.Code is not "offer-gone") run.Recorder.OnFailed($"accept-{answer.Code}");
            return;
        }
        Record(ActKind.Accepted, conversation, answer.Epoch);
        run.Recorder.OnAccepted(served.Since, run.Clock.Now);
        _ = ServeAsync(conversation, answer.Epoch, served);
    }

    private async Task ServeAsync(string conversation, long epoch, Served served)
    {
        var handling = Draw(Habits.Handling);
        await served.UntilAsync(run.Clock, handling * 0.2);
        if (!served.HasEnded)
        {
            var due = run.Clock.Now;
            if ((await AskAsync(NextCommand(), (link, command) => link.PostAsync(command, conversation, epoch, Greeting))).IsDone)
            {
                run.Recorder.OnAgentReply(due, run.Clock.Now);
                Record(ActKind.Held, conversation, epoch);
            }
            await AskLessAsync(link => link.ConfirmAsync(conversation, served.Last));
            await served.UntilAsync(run.Clock, handling * 0.8);
        }
        var waited = run.Waiting > 0;
        var freed = run.Clock.Now;
        if (!served.HasEnded)
        {
            _freed.Enqueue(waited ? freed : -1);
            while (_freed.Count > Math.Max(1, _capacity)) _freed.TryDequeue(out _);
            var closed = await AskAsync(NextCommand(), (link, command) => link.CloseAsync(command, conversation, epoch));
            if (!closed.IsDone && closed.Code is not ("closed" or "stale-epoch")) run.Recorder.OnFailed($"close-{closed.Code}");
        }
        await AskLessAsync(link => link.ConfirmAsync(conversation, served.Last));
        run.Recorder.OnHandled(served.Since, run.Clock.Now);
        _served.TryRemove(new(conversation, served));
    }

    private Task<Answer> AskAsync(string command, Func<IAgentLink, string, ValueTask> send) => AskAsync(command, link => send(link, command));

    private async Task<Answer> AskAsync(string command, Func<IAgentLink, ValueTask> send)
    {
        var answer = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[command] = answer;
        try
        {
            if (_link is not { } link) return new(false, 0, "closed");
            await send(link);
            await Task.WhenAny(answer.Task, run.Clock.PauseAsync(Limit));
            return answer.Task.IsCompleted ? await answer.Task : new(false, 0, "timeout");
        }
        catch (LinkException exception)
        {
            return new(false, 0, exception.Code);
        }
        finally
        {
            _asked.TryRemove(command, out _);
        }
    }

    private async Task AskLessAsync(Func<IAgentLink, ValueTask> send)
    {
        try
        {
            if (_link is { } link) await send(link);
        }
        catch (LinkException)
        {
            // Confirmed again when he is back.
        }
    }

    private void Record(ActKind kind, string conversation = "", long epoch = 0, int load = 0, int capacity = 0) =>
        run.History.Write(new AgentAct(kind, run.Clock.Time.GetUtcNow(), id, conversation, epoch, load, capacity));

    private void Answered(string command, Answer answer)
    {
        if (_asked.TryGetValue(command, out var waiting)) waiting.TrySetResult(answer);
    }

    private string NextCommand() => $"{number}-{Interlocked.Increment(ref _commands)}";

    private TimeSpan Draw(Domain.Simulation.Duration duration) => duration.At(NextDouble(), NextDouble());

    private TimeSpan Exponential(double perHour) => perHour <= 0 ? Life : TimeSpan.FromHours(Math.Min(1, -Math.Log(1 - NextDouble()) / perHour));

    private int Next(int below) => (int)(NextDouble() * below);

    private double NextDouble()
    {
        lock (_random) return _random.NextDouble();
    }

    private readonly record struct Answer(bool IsDone, long Epoch, string? Code = null);

    /// <summary>One conversation that he holds.</summary>
    private sealed class Served(long since)
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Since => since;

        public long Last { get; set; }

        public bool HasEnded => _ended.Task.IsCompleted;

        public void End() => _ended.TrySetResult();

        public Task UntilAsync(LoadClock clock, TimeSpan span) => Task.WhenAny(_ended.Task, clock.PauseAsync(span));
    }
}
