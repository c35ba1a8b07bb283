using Reception.LoadTest.Drivers;
using Reception.LoadTest.Measures;
using Reception.LoadTest.Runs;

namespace Reception.LoadTest.Customers;

/// <summary>
/// A customer from the first connection to the rating. Each message is due a pause after the answer to the one before, whatever the
/// load process or the server is busy with, and its latency counts from then. A lost connection is made again, and what was not
/// answered is sent again under the same id, as every client has to.
/// </summary>
internal sealed class Customer(RunContext run, CustomerPlan plan, long intended)
{
    private const int Tries = 6;

    /// <summary>One of so many stays on until nothing more can come: the check holds what he saw against the whole thread.</summary>
    private const int StayEvery = 50;

    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ServiceLimit = TimeSpan.FromMinutes(20);
    private readonly CustomerState _state = new(run.Clock.Time);
    private ICustomerLink? _link;
    private bool _waits;

    private LoadRecorder Recorder => run.Recorder;

    public CustomerPlan Plan => plan;

    public CustomerState State => _state;

    /// <summary>A reconnect storm hits him.</summary>
    public void LoseConnection() => _link?.Cut();

    public async Task RunAsync()
    {
        Recorder.OnStarted();
        run.Present[plan.Number] = this;
        try
        {
            if (!await SpeakAsync()) return;
            Recorder.OnCompleted(intended, run.Clock.Now);
            if (plan.Number % StayEvery == 0) await StayOnAsync();
        }
        catch (LinkException exception)
        {
            Recorder.OnFailed(exception.Code);
        }
        finally
        {
            if (_waits) run.OnWaits(-1);
            run.Present.TryRemove(plan.Number, out _);
            if (_link is not null) await _link.DisposeAsync();
            _state.WriteTo(run.History);
        }
    }

    // False: it ended otherwise than planned.
    private async Task<bool> SpeakAsync()
    {
        if (!await ConnectAsync(intended)) return false;
        var due = run.Clock.Now;
        for (var i = 0; i < plan.Lines.Length; i++)
        {
            if (!await PostAsync($"m{i}", plan.Lines[i], due)) return false;
            if (_state.Phase is "waiting" or "agent") return await WithAgentAsync(i + 1, due);
            if (!await ReplyAsync(due)) return false;
            if (_state.Phase is "waiting" or "agent") return await WithAgentAsync(i + 1, due);
            due = run.Clock.After(_state.Reply.At, plan.Pauses[i]);
            await run.Clock.UntilAsync(due);
        }
        return await CloseAsync(due) && await RateAsync();
    }

    private async Task<bool> ConnectAsync(long due)
    {
        _state.Begin();
        try
        {
            _link = await run.Driver.ConnectAsync(plan.Name, _state);
            var connected = run.Clock.Now;
            Recorder.OnConnected(due, connected);
            await _link.HelloAsync(_state.Last);
            if (await _state.UntilAsync(static state => state.IsWelcome, Deadline(Limit)))
            {
                Recorder.OnOpened(connected, run.Clock.Now);
                return true;
            }
            Recorder.OnRefused(_state.Refusal?.Code ?? _state.GoneCode ?? "timeout");
        }
        catch (LinkException exception)
        {
            Recorder.OnRefused(exception.Code);
        }
        return false;
    }

    private async Task<bool> PostAsync(string id, SpokenLine line, long due)
    {
        Recorder.OnSent();
        if (!await AskAsync(link => link.PostAsync(id, line), state => state.Acknowledgement.Id == id)) return false;
        Recorder.OnAcknowledged(due, _state.Acknowledgement.At);
        return true;
    }

    private async Task<bool> ReplyAsync(long due)
    {
        var after = _state.Acknowledgement.Sequence;
        if (!await AskAsync(null, state => state.Reply.Sequence > after)) return false;
        Recorder.OnBotReply(_state.Reply.Kind, due, _state.Reply.At);
        await ConfirmAsync();
        return true;
    }

    private async Task<bool> WithAgentAsync(int said, long asked)
    {
        Recorder.OnHandedOver();
        if (_state.Phase == "waiting") Waits(true);
        await AskAsync(null, state => state.ToldAt != 0 || state.Phase == "closed");
        if (_state.ToldAt != 0) Recorder.OnPlaceTold(asked, _state.ToldAt);
        var patience = run.Clock.After(asked, plan.Patience);
        var served = await StayAsync(state => state.Phase is "agent" or "closed", patience);
        Waits(false);
        if (!served || _state.AgentAt == 0)
        {
            Recorder.OnAbandoned(asked, run.Clock.Now);
            await CloseAsync(run.Clock.Now);
            return false;
        }
        Recorder.OnAnswered(asked, _state.AgentAt);
        await StayAsync(static state => state.AgentLines > 0 || state.Phase == "closed", Deadline(ServiceLimit));
        await ConfirmAsync();
        if (said < plan.Lines.Length && _state.Phase == "agent") await PostAsync($"m{said}", plan.Lines[said], run.Clock.Now);
        if (!await StayAsync(static state => state.Phase is "closed" or "bot", Deadline(ServiceLimit))) return false;
        await ConfirmAsync();
        return (_state.Phase == "closed" || await CloseAsync(run.Clock.Now)) && await RateAsync();
    }

    private async Task<bool> CloseAsync(long due)
    {
        if (!await AskAsync(static link => link.CloseAsync("close"), static state => state.Done.Id == "close")) return false;
        Recorder.OnClosed(due, _state.Done.At);
        return true;
    }

    private async Task<bool> RateAsync()
    {
        if (plan.Stars == 0) return true;
        var due = run.Clock.Now;
        if (!await AskAsync(link => link.RateAsync("rate", plan.Stars), static state => state.Done.Id == "rate")) return false;
        Recorder.OnRated(due, _state.Done.At);
        return true;
    }

    private async Task StayOnAsync()
    {
        await ConfirmAsync();
        await run.Clock.PauseAsync(Stay);
        _state.Story.Stayed = !_state.IsGone;
    }

    private async Task ConfirmAsync()
    {
        try
        {
            if (_link is { } link && !_state.IsGone) await link.ConfirmAsync(_state.Last);
        }
        catch (LinkException)
        {
            // The next command finds out.
        }
    }

    /// <summary>Sends a command (or none) until its answer has come, over lost connections and refusals that say when to come again.</summary>
    private async Task<bool> AskAsync(Func<ICustomerLink, ValueTask>? send, Func<CustomerState, bool> answered)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (_state.IsGone && !await ComeBackAsync()) return false;
            _state.Forgive();
            try
            {
                if (send is not null && _link is { } link) await send(link);
            }
            catch (LinkException) when (_state.IsGone || tries < Tries - 1)
            {
                await run.Clock.PauseAsync(TimeSpan.FromMilliseconds(1)); // until the reading side has seen it too
                continue;
            }
            if (await _state.UntilAsync(answered, Deadline(Limit))) return true;
            if (_state.Refusal is { } refusal)
            {
                Recorder.OnFailed(refusal.Code);
                if (refusal.RetryAfterMs is not { } pause) return false;
                await run.Clock.PauseAsync(TimeSpan.FromMilliseconds(pause));
            }
            else if (!_state.IsGone)
            {
                Recorder.OnFailed("timeout");
                return false;
            }
        }
        Recorder.OnFailed("gave-up");
        return false;
    }

    /// <summary>Waits for something that may take long, over lost connections.</summary>
    private async Task<bool> StayAsync(Func<CustomerState, bool> condition, long deadline)
    {
        while (!await _state.UntilAsync(condition, deadline))
        {
            if (run.Clock.Now >= deadline) return false;
            _state.Forgive();
            if (_state.IsGone && !await ComeBackAsync()) return false;
        }
        return true;
    }

    private async Task<bool> ComeBackAsync()
    {
        var lost = run.Clock.Now;
        Recorder.OnReconnected();
        if (_link is { } old) await old.DisposeAsync();
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await ConnectAsync(lost)) return true;
            await run.Clock.PauseAsync(TimeSpan.FromMilliseconds(200 << tries));
        }
        return false;
    }

    private void Waits(bool waits)
    {
        if (_waits == waits) return;
        _waits = waits;
        run.OnWaits(waits ? 1 : -1);
    }

    private long Deadline(TimeSpan limit) => run.Clock.After(run.Clock.Now, limit);
}
