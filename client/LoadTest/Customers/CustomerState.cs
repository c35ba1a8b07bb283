using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Drivers;

namespace Reception.LoadTest.Customers;

/// <summary>
/// What a customer has seen, and the one thing that his script waits for. The connection writes it, the script reads it; all under one
/// lock, and the script goes on outside of it.
/// </summary>
internal sealed class CustomerState(TimeProvider time) : ICustomerSink
{
    private readonly Lock _gate = new();
    private readonly CustomerStory _story = new();
    private TaskCompletionSource? _waiter;
    private Func<CustomerState, bool>? _condition;
    private long _deadline;

    public bool IsWelcome { get; private set; }

    public bool IsGone { get; private set; }

    public string? GoneCode { get; private set; }

    public string Phase { get; private set; } = "new";

    /// <summary>When the phase last became agent, or the first place came: what the customer was told about his wish.</summary>
    public long ToldAt { get; private set; }

    public long AgentAt { get; private set; }

    /// <summary>The newest sequence that arrived.</summary>
    public long Last { get; private set; }

    /// <summary>The newest line that is not his own, when it came and what it was.</summary>
    public (long Sequence, long At, string Kind) Reply { get; private set; } = (0, 0, "");

    public int AgentLines { get; private set; }

    public (string Id, long Sequence, long At) Acknowledgement { get; private set; } = ("", 0, 0);

    public (string Id, long At) Done { get; private set; } = ("", 0);

    public (string Code, int? RetryAfterMs)? Refusal { get; private set; }

    /// <summary>What he was promised and shown, for the check; whole once his connection is closed.</summary>
    public CustomerStory Story => _story;

    /// <summary>Before a connection is made: what is said of the old one counts no more.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            (IsWelcome, IsGone, GoneCode, Refusal) = (false, false, null, null);
            _story.OnSession(Last);
        }
    }

    public void Forgive()
    {
        lock (_gate) Refusal = null;
    }

    /// <summary>Until the condition holds, the connection is gone or the time is over; false: it does not hold.</summary>
    public async Task<bool> UntilAsync(Func<CustomerState, bool> condition, long deadline)
    {
        TaskCompletionSource waiter;
        lock (_gate)
        {
            if (condition(this)) return true;
            if (IsGone) return false;
            (_waiter, _condition, _deadline) = (waiter = new(TaskCreationOptions.RunContinuationsAsynchronously), condition, deadline);
        }
        await waiter.Task;
        lock (_gate) return condition(this);
    }

    /// <summary>Looks at the clock for the script's wait.</summary>
    public void Tick(long now)
    {
        lock (_gate)
        {
            if (now >= _deadline) Wake();
        }
    }

    /// <summary>Keeps what he has seen so far, once he knows whose thread it is.</summary>
    public void WriteTo(ClientHistoryWriter history)
    {
        lock (_gate)
        {
            if (_story.Conversation.Length > 0) history.Write(_story);
        }
    }

    public void OnWelcome(string conversation, long lastSequence)
    {
        lock (_gate)
        {
            _story.Conversation = conversation;
            IsWelcome = true;
            Beat();
        }
    }

    public void OnAcknowledged(string id, long sequence)
    {
        lock (_gate)
        {
            Acknowledgement = (id, sequence, time.GetTimestamp());
            _story.OnAcknowledged(id, sequence);
            Beat();
        }
    }

    public void OnLine(in ReceivedLine line)
    {
        lock (_gate)
        {
            _story.OnLine(line.Sequence);
            Last = Math.Max(Last, line.Sequence);
            if (line.Author == "agent") AgentLines++;
            if (line.Author == "customer") return;
            Reply = (line.Sequence, time.GetTimestamp(), line.Kind);
            Beat();
        }
    }

    public void OnPhase(string phase)
    {
        lock (_gate)
        {
            Phase = phase;
            if (phase == "agent" && AgentAt == 0)
            {
                AgentAt = time.GetTimestamp();
                if (ToldAt == 0) ToldAt = AgentAt;
            }
            Beat();
        }
    }

    public void OnPlace(int place)
    {
        lock (_gate)
        {
            if (ToldAt == 0) ToldAt = time.GetTimestamp();
            Beat();
        }
    }

    public void OnDone(string id)
    {
        lock (_gate)
        {
            Done = (id, time.GetTimestamp());
            Beat();
        }
    }

    public void OnRefused(string? id, string code, int? retryAfterMs)
    {
        lock (_gate)
        {
            Refusal = (code, retryAfterMs);
            Beat();
        }
    }

    public void OnGone(string? code)
    {
        lock (_gate)
        {
            (IsGone, GoneCode) = (true, code);
            Wake();
        }
    }

    private void Beat()
    {
        if (_waiter is not null && (Refusal is not null || _condition!(this))) Wake();
    }

    private void Wake()
    {
        _waiter?.TrySetResult();
        _waiter = null;
    }
}
