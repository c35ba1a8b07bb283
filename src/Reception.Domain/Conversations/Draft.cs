using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Insight;
using Reception.Domain.Shops;

namespace Reception.Domain.Conversations;

/// <summary>A decision in the making: every event is applied as it is added, so that the next rule sees the state after it.</summary>
internal sealed class Draft(ConversationState state, Setting setting)
{
    private readonly ImmutableArray<ConversationEvent>.Builder _events = ImmutableArray.CreateBuilder<ConversationEvent>();
    private ImmutableArray<HeardQuestion> _heard = [];

    public ConversationState State { get; private set; } = state;
    public DateTimeOffset Now => setting.Now;
    public ShopPolicy Policy => setting.Policy;
    public Abilities Abilities => setting.Abilities;
    public bool IsChinese => ShopLanguage.IsChinese(setting.Policy.Language);
    public Setting Setting => setting;
    public string Channel => State.Id.Channel;
    public Phrases Phrases { get; } = Phrases.For(setting.Policy.Language);
    public WaitPhrases Waiting { get; } = WaitPhrases.For(setting.Policy.Language);
    public bool AsksRating => setting.Policy.ChannelRules(State.Id.Channel).AsksSatisfaction;
    public long Knowledge => setting.Judge?.Knowledge ?? 0;
    public int Episode => State.Episode;
    public long NextSequence => State.LastSequence + 1;
    public long NextEpoch => State.Epoch + 1;
    public List<ProposedReply> Proposals { get; } = [];
    public bool HasEvents => _events.Count > 0;

    /// <summary>The customer was told in this decision that nobody works now.</summary>
    public bool IsDeferred { get; set; }

    public void Add(ConversationEvent happened)
    {
        _events.Add(happened);
        State = State.Apply(happened);
    }

    /// <summary>What was asked, for the board of hot topics.</summary>
    public void Hear(HeardQuestion? question)
    {
        if (question is { } heard) _heard = _heard.Add(heard);
    }

    public void Tell(NoticeKind notice, string text, string? name = null, string? rule = null, MessagePart[]? parts = null) =>
        Add(new NoticePosted(Now, Episode, NextSequence, notice, text, name, rule, parts));

    /// <summary>A time to come as the customer is told it.</summary>
    public string When(DateTimeOffset at) => LocalWords.Of(at, Now, IsChinese);

    /// <summary>When people are back, and that the bot goes on.</summary>
    public string TellBack(DateTimeOffset? back) => back is { } at ? string.Format(null, Waiting.ClosedBot, When(at)) : Waiting.ClosedBotNoTime;

    public string TellNoted(Promise promise) => string.Format(null, Waiting.Noted, promise.Order(State.Id).Customer);

    /// <summary>What was promised, under which number and, outside the hours, from when on.</summary>
    public string TellPromise(Promise promise)
    {
        var isCall = promise.Kind == WorkKind.CallBack;
        var number = promise.Order(State.Id).Customer;
        return promise.NotBefore is { } at
            ? string.Format(null, isCall ? Waiting.CallBackClosed : Waiting.MessageClosed, number, When(at))
            : string.Format(null, isCall ? Waiting.CallBack : Waiting.Message, number);
    }

    /// <summary>A conversation with the bot is closed by the passing of time; that it was is written down when somebody comes back.</summary>
    public void CloseIfIdle()
    {
        if (State.Phase != ConversationPhase.Bot || State.ActiveAt is not { } active || Now - active < setting.IdleAfter) return;
        Add(new Closed(active + setting.IdleAfter, Episode, ClosedBy.Idle, NextEpoch, State.Reason == HandOverReason.None));
    }

    public void EnsureEpisode()
    {
        if (State.Phase is ConversationPhase.New or ConversationPhase.Closed) Add(new EpisodeOpened(Now, Episode + 1, NextEpoch));
    }

    /// <summary>The agent who is asked first when a closed episode goes on soon enough; null otherwise.</summary>
    public string? ReturnAgent => State.ReturnClosedAt is { } closed && Now - closed <= TimeSpan.FromMinutes(Policy.ReopenSameAgentMinutes) ? State.ReturnAgent : null;

    public Decision Done() => new(CommandOutcome.Done, State, _events.ToImmutable()) { Proposals = [.. Proposals], Heard = _heard };
}
