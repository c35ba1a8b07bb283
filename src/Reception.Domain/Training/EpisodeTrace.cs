using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Training;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Training;

/// <summary>
/// Reads one conversation's events, in order, and tells the trainers what follows from them. It knows the present episode only, in
/// bounded room, and is rebuilt by reading the events again (what it tells then has been told before). A question is told once per
/// kind: a message that was not understood and then handed over counts as unanswered, not twice.
/// </summary>
public sealed partial class EpisodeTrace(ConversationId id)
{
    /// <summary>Customer's lines and bot's answers of the episode that are remembered.</summary>
    public const int MaxLines = 16;

    private readonly List<Line> _lines = [];
    private readonly List<Given> _given = [];
    private readonly string _conversation = id.ToString();

    /// <summary>What the bot answered in the present episode, of a state that was restored: so that it is not counted as new.</summary>
    public void Restore(ConversationState state)
    {
        Clear();
        foreach (var touch in state.Touches.Where(t => t.Episode == state.Episode && t.EntryId is not null))
            _given.Add(new(touch.Sequence, touch.EntryId!, touch.Knowledge, ""));
        _proposals = [.. state.Proposals];
    }

    public IEnumerable<TrainingFact> Read(ConversationEvent happened) => happened switch
    {
        EpisodeOpened => Clear(),
        MessageAccepted e => OnSaid(e),
        MissCounted e => OnMiss(e),
        BotAnswered e => OnAnswered(e),
        HandedOver e => OnHandedOver(e),
        AnswerRated e => OnRated(e),
        OrderReported e => OnOrder(e),
        ReplyProposed e => OnProposed(e),
        AgentMessaged e => OnAgent(e),
        Requeued or Transferred or Taken or Reassigned or HandedBack or Closed => OnLeft(happened),
        _ => [],
    };

    private TrainingFact[] Clear()
    {
        _lines.Clear();
        _given.Clear();
        _pending = null;
        _replies.Clear();
        _proposals = [];
        return [];
    }

    private List<TrainingFact> OnSaid(MessageAccepted e)
    {
        List<TrainingFact> facts = _replies.Count > 0 && TrainingQuestion.IsQuestion(e.Text) ? [.. FlushReplies()] : [];
        if (_given.LastOrDefault() is { Repeated: false, Question: { Length: > 0 } question } last && IsSame(question, e.Text))
        {
            last.Repeated = true;
            facts.AddRange(Both(last, new(Repeated: 1)));
        }
        _lines.Add(new(e.Sequence, e.Text, e.At));
        if (_lines.Count > MaxLines) _lines.RemoveAt(0);
        return facts;
    }

    private List<TrainingFact> OnMiss(MissCounted e)
    {
        List<TrainingFact> facts = [new Counted(null, e.Knowledge, new(Misses: 1))];
        if (_lines.Find(l => l.Sequence == e.ForSequence) is not { } line) return facts;
        line.Text = e.Part ?? line.Text;
        facts.AddRange(Tell(line, QuestionKind.Unanswered, HandOverReason.None));
        return facts;
    }

    private List<TrainingFact> OnAnswered(BotAnswered e)
    {
        var counts = e.Machine ? new TrainingCounts(MachineAnswers: 1) : new TrainingCounts(Answers: 1);
        var isFirst = _given.Count == 0;
        var isNew = _given.All(g => g.EntryId != e.EntryId);
        var line = _lines.Find(l => l.Sequence == e.ForSequence);
        if (line is not null) line.EntryId = e.EntryId;
        _given.Add(new(e.Sequence, e.EntryId, e.Knowledge, line?.Text ?? ""));
        if (_given.Count > MaxLines) _given.RemoveAt(0);
        return
        [
            new Counted(e.EntryId, e.Knowledge, counts with { Episodes = isNew ? 1 : 0 }),
            new Counted(null, e.Knowledge, counts with { Episodes = isFirst ? 1 : 0 }),
        ];
    }

    // The entries of the episode did not spare the human; the version that gave the first answer stands for the episode.
    private List<TrainingFact> OnHandedOver(HandedOver e)
    {
        List<TrainingFact> facts = [new Counted(null, e.Knowledge, new(HandOvers: 1))];
        foreach (var entry in _given.Where(g => !g.HandedOver).GroupBy(g => g.EntryId, StringComparer.Ordinal))
            facts.Add(new Counted(entry.Key, entry.First().Knowledge, new(HandedOver: 1)));
        if (_given.Count > 0 && !_given[0].HandedOver) facts.Add(new Counted(null, _given[0].Knowledge, new(HandedOver: 1)));
        foreach (var given in _given) given.HandedOver = true;
        if (_lines.FindLast(l => TrainingQuestion.IsQuestion(l.Text)) is not { } line) return facts;
        var notUnderstood = e.Reason is HandOverReason.NotUnderstood or HandOverReason.TwoMisses or HandOverReason.NoKnowledge;
        facts.AddRange(Tell(line, notUnderstood ? QuestionKind.Unanswered : QuestionKind.HandedOver, e.Reason));
        _pending = line;
        return facts;
    }

    private List<TrainingFact> OnRated(AnswerRated e)
    {
        var counts = new TrainingCounts(
            Helpful: (e.Helpful ? 1 : 0) - (e.Before == true ? 1 : 0),
            Unhelpful: (e.Helpful ? 0 : 1) - (e.Before == false ? 1 : 0));
        List<TrainingFact> facts = [new Counted(e.EntryId, e.Knowledge, counts), new Counted(null, e.Knowledge, counts)];
        if (!e.Helpful && _lines.Find(l => l.Sequence == e.ForSequence) is { } line)
        {
            line.EntryId = e.EntryId;
            facts.AddRange(Tell(line, QuestionKind.Disliked, HandOverReason.None));
        }
        return facts;
    }

    private static TrainingFact[] OnOrder(OrderReported e)
    {
        var orders = e.Kind switch { OrderEventKind.Placed => 1, OrderEventKind.Cancelled => -1, _ => 0 };
        var facts = new List<TrainingFact> { new Sold(e.By, e.Currency, orders, e.AmountMinor) };
        if (e.EntryId is null) return [.. facts];
        var revenue = new Revenue(e.Currency, e.AmountMinor);
        facts.Add(new Counted(e.EntryId, e.Knowledge, new(Orders: orders), revenue));
        facts.Add(new Counted(null, e.Knowledge, new(Orders: orders), revenue));
        facts.AddRange((e.Assisted ?? []).Select(a => new Counted(a, e.Knowledge, new(Assisted: orders))));
        return [.. facts];
    }

    private IEnumerable<TrainingFact> Tell(Line line, QuestionKind kind, HandOverReason reason)
    {
        if (!TrainingQuestion.IsQuestion(line.Text)) yield break;
        _pending = line;
        var told = line.Told;
        line.Told = kind == QuestionKind.Disliked ? told | Told.Disliked : told | Told.Unserved;
        if (line.Told == told) yield break;
        yield return new Asked(new(kind, MaskedText.Of(line.Text, MaskedText.MaxQuestion), line.At, _conversation, reason, line.EntryId));
    }

    private static Counted[] Both(Given given, TrainingCounts counts) => [new(given.EntryId, given.Knowledge, counts), new(null, given.Knowledge, counts)];

    private static bool IsSame(string question, string text) =>
        text.Length <= 3 * question.Length && question.Length <= 3 * text.Length && text.Length <= 4 * MaskedText.MaxQuestion && TrainingQuestion.IsQuestion(text) && QuestionVector.Of(question).Similarity(QuestionVector.Of(text)) >= ClusterBook.Same;

    [Flags]
    private enum Told { Nothing = 0, Unserved = 1, Disliked = 2 }

    private sealed class Line(long sequence, string text, DateTimeOffset at)
    {
        public long Sequence { get; } = sequence;
        public string Text { get; set; } = text;
        public DateTimeOffset At { get; } = at;
        public string? EntryId { get; set; }
        public Told Told { get; set; }
    }

    private sealed class Given(long sequence, string entryId, long knowledge, string question)
    {
        public long Sequence { get; } = sequence;
        public string EntryId { get; } = entryId;
        public long Knowledge { get; } = knowledge;
        public string Question { get; } = question;
        public bool Repeated { get; set; }
        public bool HandedOver { get; set; }
    }
}
