using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Journal;

namespace Reception.Domain.Conversations;

/// <summary>Work that no longer waits in a queue, or is no longer an agent's, since an epoch.</summary>
public sealed record Ended(string Who, long Epoch);

/// <summary>
/// What others have to be told after an append: computed from the states before and after, so that nothing can be forgotten and
/// intermediate owners inside one append are told to nobody. All of it may be told twice.
/// </summary>
public sealed record Aftermath(WaitingWork? Enqueue, Ended? LeaveQueue, Ended? ReleaseAgent, bool Settle, OpenWorkChange? OpenWork)
{
    /// <summary>Replies that are awaited since this append: they have to be asked for.</summary>
    public ImmutableArray<AwaitedReply> Ask { get; init; } = [];

    /// <summary>Work orders and call-backs that were promised by this append: they have to be made.</summary>
    public ImmutableArray<Promise> Make { get; init; } = [];

    /// <summary>No human waits or serves any more: the row stays only until queue and agent have heard.</summary>
    public bool IsOver { get; private init; }

    /// <summary>How long after a hand-over a Sweeper makes sure that the queue knows it.</summary>
    public static readonly TimeSpan WaitingCheck = TimeSpan.FromSeconds(30);

    /// <summary>How often a Sweeper makes sure that the agent still serves.</summary>
    public static readonly TimeSpan ServingCheck = TimeSpan.FromSeconds(60);

    /// <summary>How long what ended keeps its row, in case the notices to queue and agent are lost in a crash.</summary>
    public static readonly TimeSpan EndedCheck = TimeSpan.FromSeconds(5);

    /// <summary>When a Sweeper makes sure that what was promised exists.</summary>
    public static readonly TimeSpan PromiseCheck = TimeSpan.FromSeconds(15);

    /// <summary><paramref name="mayHaveRow"/>: a row of an earlier epoch may still stand in the index and must not outlive its epoch.</summary>
    public static Aftermath Of(ConversationState before, ConversationState after, Setting setting, bool mayHaveRow)
    {
        ImmutableArray<AwaitedReply> ask = [.. after.Pending.Except(before.Pending)];
        ImmutableArray<Promise> make = [.. after.Unmade.ExceptBy(before.Unmade.Select(p => p.Number), p => p.Number)];
        var isSameOwner = before.Epoch == after.Epoch;
        if (isSameOwner && before.Staff.Consult == after.Staff.Consult && ask.IsEmpty && make.IsEmpty && !ChangesSteps(before, after, setting)) return new(null, null, null, false, null);
        var row = Row(before, after, setting, mayHaveRow);
        var isOver = row?.Row is { Queue: null } && after.Phase != ConversationPhase.Agent && !after.HasSteps;
        if (isSameOwner) return new(IsMovedEarlier(before, after) ? Waiting(after) : null, null, null, false, row) { Ask = ask, Make = make, IsOver = isOver };
        return new(
            after.Phase == ConversationPhase.Waiting ? Waiting(after) : null,
            before.Phase == ConversationPhase.Waiting ? new(before.Wait!.Queue, before.Epoch) : null,
            before.Phase == ConversationPhase.Agent ? new(before.Agent!, before.Epoch) : null,
            after.Phase == ConversationPhase.Agent,
            row)
        {
            Ask = ask,
            Make = make,
            IsOver = isOver,
        };
    }

    /// <summary>When a Sweeper looks next; null = nothing to look at, the row goes.</summary>
    public static DateTimeOffset? NextStep(ConversationState state, Setting setting)
    {
        DateTimeOffset? step = state.Phase switch
        {
            ConversationPhase.Waiting => setting.Now + WaitingCheck,
            ConversationPhase.Agent => Earlier(setting.Now + ServingCheck, (state.ActiveAt ?? setting.Now) + setting.IdleAfter),
            _ => null,
        };
        if (state.Staff.Consult?.Due(Conversation.Grace(setting)) is { } consult) step = step is { } then ? Earlier(then, consult) : consult;
        if (ServiceDeadlines.Next(state, setting.Policy) is { } deadline) step = step is { } check ? Earlier(check, deadline) : deadline;
        if (state.Unmade.Any()) step = Earlier(step ?? DateTimeOffset.MaxValue, setting.Now + PromiseCheck);
        foreach (var awaited in state.Pending) step = step is { } at ? Earlier(at, awaited.Due) : awaited.Due;
        return step;
    }

    /// <summary>
    /// The epoch that stands in the row. With the bot it is below zero and changes with what is awaited, so that whoever takes away the
    /// row of an owner before (an ended agent's, a left queue's) cannot take away this one.
    /// </summary>
    public static long RowEpoch(ConversationState state) =>
        state is { Phase: ConversationPhase.Bot, HasSteps: true }
            ? -Math.Max(state.Pending.Select(a => a.ForSequence).DefaultIfEmpty().Max(), state.Unmade.Select(p => p.Number).DefaultIfEmpty().Max())
            : state.Epoch;

    public static WaitingWork Waiting(ConversationState state) => new(
        state.Id, state.Epoch, state.Wait!.Arrival, state.Wait.Due, state.Wait.Weight, state.Wait.Preferred is { } agent ? new AgentId(agent) : null,
        state.Wait.PreferredUntil, state.Topic, state.Reason, state.Context.Name, state.Wait.Request, state.Wait.Exempt, GivenBy(state));

    // A transfer, or a supervisor who reassigns, means somebody else.
    private static AgentId? GivenBy(ConversationState state) =>
        state.Reason is HandOverReason.Transferred or HandOverReason.Supervised && state.LastAgent is { } agent && state.LastAgentEpoch == state.Epoch - 1 ? new AgentId(agent) : null;

    // The row's time is at most a check away, so that it has to be moved only for what comes before that.
    private static bool ChangesSteps(ConversationState before, ConversationState after, Setting setting) =>
        before.Pending.Except(after.Pending).Any()
        || before.Unmade.Any(p => !after.Unmade.Contains(p))
        || IsMovedEarlier(before, after)
        || after.Missed.Length != before.Missed.Length
        || (after.UnansweredSince is { } since && since != before.UnansweredSince && ServiceDeadlines.Next(after, setting.Policy) < setting.Now + ServingCheck);

    private static bool IsMovedEarlier(ConversationState before, ConversationState after) =>
        after.Phase == ConversationPhase.Waiting && before.Phase == ConversationPhase.Waiting && after.Wait!.Due < before.Wait!.Due;

    private static OpenWorkChange? Row(ConversationState before, ConversationState after, Setting setting, bool mayHaveRow)
    {
        var key = after.Id.ToString();
        var next = NextStep(after, setting);
        var hadRow = mayHaveRow || before.Phase is ConversationPhase.Waiting or ConversationPhase.Agent || before.HasSteps;
        if (next is null && !hadRow) return null;
        if (next is null && after.LastQueue is null && after.LastAgent is null) return new(key, null); // nobody but the bot ever had it
        var wait = after.Wait ?? before.Wait ?? new("", setting.Now, setting.Now, 1);
        var queue = after.Phase == ConversationPhase.Waiting ? new QueueId(after.Id.Shop, wait.Queue).ToString() : null;
        return new(key, new OpenWork(
            key, queue, RowEpoch(after), wait.Arrival, wait.Due, next ?? setting.Now + EndedCheck, wait.Weight, wait.Preferred, wait.PreferredUntil,
            after.Topic, (int)after.Reason, after.Context.Name, RoutingJson.Write(wait.Request)));
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
