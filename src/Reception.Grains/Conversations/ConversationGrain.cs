using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Journal;
using Reception.Grains.Delivery;
using Reception.Grains.Insight;
using Reception.Grains.Metrics;
using Reception.Grains.Scaling;
using Reception.Grains.Shops;
using Reception.Grains.Training;

namespace Reception.Grains.Conversations;

/// <summary>
/// The thread with one customer. Every command: the decider says what happens, one append makes it true, then others are told and
/// the answer goes out. Not reentrant: no other command sees the state between a decision and its append.
/// <para>A store that fails leaves it open whether the append happened, and a sequence conflict means that another activation has
/// written: in both cases this activation takes no more commands and goes away; the next one reads what is true.</para>
/// </summary>
internal sealed partial class ConversationGrain(
    IConversationJournal journal,
    IOpenWorkIndex openWork,
    SettingSource settings,
    InsightFolder figures,
    TrainingFolder training,
    ConversationInstruments instruments,
    ShopLabels labels,
    TopicFolder topics,
    PushOutlet pushes,
    ConversationCount count,
    TimeProvider time,
    ILogger<ConversationGrain> log) : Grain, IConversationGrain
{
    private ConversationId _id;
    private ConversationLog _thread = null!;
    private Delivery _delivery = null!;
    private Notices _notices = null!;
    private string _shop = ShopLabels.Other;
    private PlaceInQueue? _place;
    private long _placeVersion = -1;
    private bool _isLost;
    private bool _mayHaveRow;
    private bool _isCounted;

    private ConversationState State => _thread.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = ConversationId.Parse(this.GetPrimaryKeyString());
        _shop = labels.Of(_id.Shop);
        LogBegins(_id);
        _thread = new(journal, _id);
        await _thread.LoadAsync(cancellationToken);
        _delivery = new(pushes, _thread, time, log);
        _notices = new(time, log);
        _mayHaveRow = State.LastQueue is not null || State.HasSteps;
        _delivery.Follow(State);
        _delivery.PushAgain(View());
        WatchDelivery();
        TellAgain();
        await AskAsync(State.Pending);
        count.OnBegan();
        _isCounted = true;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _notices?.Stop();
        LogEnds(_id);
        if (_isCounted) count.OnEnded(); // one that could not begin was not counted
        return Task.CompletedTask;
    }

    /// <summary>Decides and commits; <paramref name="answers"/> is the session whose response carries the result.</summary>
    private async Task<Turn> DecideAsync(Func<ConversationState, Setting, Decision> decide, string? answers = null)
    {
        if (_isLost) return Turn.Unavailable;
        var (setting, refusal) = await settings.GetAsync(_id);
        if (setting is null) return refusal!;
        var decision = decide(State, setting);
        if (decision.Events.IsEmpty)
        {
            if (decision.Outcome is not (CommandOutcome.Done or CommandOutcome.Repeated)) instruments.OnRefused(decision.Outcome);
            return new(decision.Outcome, decision.Error, [], decision.Acks);
        }
        return await CommitAsync(decision, setting, answers);
    }

    private async Task<Turn> CommitAsync(Decision decision, Setting setting, string? answers)
    {
        var before = State;
        var aftermath = Aftermath.Of(before, decision.State, setting, _mayHaveRow);
        var ended = _delivery.Unreachable.Select(s => new SessionClosed(setting.Now, before.Episode, s, SessionEnd.Unreachable));
        if (!await AppendAsync(decision.Events.AddRange(ended), aftermath.OpenWork)) return Turn.Unavailable;

        var messages = decision.Events.ToMessages();
        figures.Fold(_id.Shop, decision.Events);
        instruments.OnCommitted(_shop, decision.Events);
        training.Fold(_id.Shop, _thread.Facts);
        topics.Fold(_id, decision.Heard);
        _delivery.Follow(State);
        _delivery.Answered(answers);
        _delivery.PushNew(before, View(), messages, decision.Events.ToLines(), decision.Proposals, answers, before.Sessions.Where(s => s.Side is Side.Agent or Side.Colleague));
        TellColleague(before);
        WatchDelivery();
        FollowSilence(messages, setting);
        var more = await TellAsync(aftermath, answers);
        return new(decision.Outcome, decision.Error, [.. messages, .. more], decision.Acks);
    }

    private async Task<bool> AppendAsync(ImmutableArray<ConversationEvent> events, OpenWorkChange? row)
    {
        using var span = Spans.Source.StartActivity("append")?.SetTag("reception.events", events.Length);
        try
        {
            if (await _thread.AppendAsync(events, row) == AppendOutcome.Appended) return true;
            LogConflict(_id, State.Version);
        }
        catch (JournalUnavailableException e)
        {
            LogUnavailable(e, _id);
        }
        _isLost = true;
        instruments.OnLost();
        DeactivateOnIdle();
        return false;
    }

    private ConversationView View() => State.ToView();

    private IQueueGrain Queue(string name) => GrainFactory.GetGrain<IQueueGrain>(new QueueId(_id.Shop, name).ToString());
}
