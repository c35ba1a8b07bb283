using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Metrics;

namespace Reception.Grains.Conversations;

/// <summary>
/// What conversations count, read from the events of each append once it is durable; docs/metrics.md lists them. No tags are made per
/// event: their values are words that exist, passed without an array.
/// </summary>
internal sealed class ConversationInstruments
{
    public const string MeterName = "Reception.Conversations";

    private readonly Counter<long> _messages;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _handOvers;
    private readonly Counter<long> _assignments;
    private readonly Counter<long> _requeues;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _deadlines;
    private readonly Counter<long> _ratings;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _lost;

    public ConversationInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _messages = meter.CreateCounter<long>("reception.messages", "{message}", "Messages that became durable, by author");
        _decisions = meter.CreateCounter<long>("reception.decisions", "{decision}", "What the bot did with messages");
        _misses = meter.CreateCounter<long>("reception.misses", "{message}", "Messages that the bot did not understand");
        _handOvers = meter.CreateCounter<long>("reception.handovers", "{handover}", "Episodes handed over to people, by reason");
        _assignments = meter.CreateCounter<long>("reception.assignments", "{assignment}", "Agents who became owners");
        _requeues = meter.CreateCounter<long>("reception.requeues", "{requeue}", "Waits that went on in a queue after they had been in one, by cause");
        _opened = meter.CreateCounter<long>("reception.episodes.opened", "{episode}", "Episodes that began");
        _closed = meter.CreateCounter<long>("reception.episodes.closed", "{episode}", "Episodes that ended; alone: no human was asked for");
        _deadlines = meter.CreateCounter<long>("reception.deadlines.missed", "{deadline}", "Deadlines of the service level that passed, by kind");
        _ratings = meter.CreateCounter<long>("reception.ratings", "{rating}", "Ratings of episodes, by stars");
        _refused = meter.CreateCounter<long>("reception.commands.refused", "{command}", "Commands that a conversation refused, by outcome");
        _lost = meter.CreateCounter<long>("reception.conversations.lost", "{activation}", "Activations given up because their append conflicted or failed");
    }

    /// <summary><paramref name="shop"/>: of <see cref="ShopLabels"/>.</summary>
    public void OnCommitted(string shop, ImmutableArray<ConversationEvent> events)
    {
        foreach (var happened in events) Count(shop, happened);
    }

    public void OnRefused(CommandOutcome outcome) => _refused.Add(1, Tag("outcome", Labels.Of(outcome)));

    public void OnLost() => _lost.Add(1);

    private void Count(string shop, ConversationEvent happened)
    {
        switch (happened)
        {
            case MessageAccepted: Said("customer", shop); break;
            case BotAnswered answered: Answered(answered.Machine ? "answered-for-agent" : "answered", shop); break;
            case BotClarified: Answered("clarified", shop); break;
            case BotTalked: Answered("talked", shop); break;
            case BotReferred: Answered("referred", shop); break;
            case AgentMessaged: Said("agent", shop); break;
            case EpisodeOpened: _opened.Add(1, Tag("shop", shop)); break;
            case Closed closed: _closed.Add(1, Tag("by", Labels.Of(closed.By)), Tag("alone", closed.BotAlone ? "true" : "false"), Tag("shop", shop)); break;
            case HandedOver handed:
                Decided("handed-over", shop);
                _handOvers.Add(1, Tag("reason", Labels.Of(handed.Reason)), Tag("shop", shop));
                break;
            case OwnerChanged: _assignments.Add(1, Tag("how", "offer")); break;
            case Taken taken: _assignments.Add(1, Tag("how", Labels.Of(taken.Kind))); break;
            default: CountRest(shop, happened); break;
        }
    }

    private void CountRest(string shop, ConversationEvent happened)
    {
        switch (happened)
        {
            case HandOverDeferred: Decided("deferred", shop); break;
            case WorkPromised: Decided("promised", shop); break;
            case ReplyAwaited: Decided("awaited", shop); break;
            case ReplyProposed: Decided("proposed", shop); break;
            case MissCounted: _misses.Add(1, Tag("shop", shop)); break;
            case Requeued: Again("connection-lost"); break;
            case Transferred: Again("transferred"); break;
            case Reassigned: Again("reassigned"); break;
            case Overflowed: Again("overflowed"); break;
            case Reclassified: Again("reclassified"); break;
            case DeadlineMissed missed: _deadlines.Add(1, Tag("kind", Labels.Of(missed.Kind))); break;
            case Rated rated: _ratings.Add(1, Tag("stars", Stars[Math.Clamp(rated.Stars, 0, 5)])); break;
        }
    }

    private static readonly string[] Stars = ["0", "1", "2", "3", "4", "5"];

    private void Said(string author, string shop) => _messages.Add(1, Tag("author", author), Tag("shop", shop));

    private void Decided(string kind, string shop) => _decisions.Add(1, Tag("kind", kind), Tag("shop", shop));

    private void Answered(string kind, string shop)
    {
        Said("machine", shop);
        Decided(kind, shop);
    }

    private void Again(string cause) => _requeues.Add(1, Tag("cause", cause));

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
