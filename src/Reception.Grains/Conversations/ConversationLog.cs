using System.Collections.Immutable;
using Reception.Contracts;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Journal;
using Reception.Domain.Training;

namespace Reception.Grains.Conversations;

/// <summary>
/// One conversation's journal and the state folded from it. The state changes only after the store has taken the append, so that
/// what is in memory is never ahead of what is durable.
/// </summary>
internal sealed class ConversationLog(IConversationJournal journal, ConversationId id)
{
    private const int PageEvents = 256;
    private readonly string _key = id.ToString();
    private readonly EpisodeTrace _trace = new(id);
    private readonly List<TrainingFact> _facts = [];

    public ConversationState State { get; private set; } = new() { Id = id };

    public RecentMessages Recent { get; } = new();

    /// <summary>The newest lines that only staff see.</summary>
    public RecentLines Lines { get; } = new();

    /// <summary>What the trainers are to be told of the last append.</summary>
    public IReadOnlyCollection<TrainingFact> Facts => _facts;

    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var stored in await AskAsync(() => journal.ReadFromCheckpointAsync(_key, cancellation)))
        {
            var happened = ConversationJson.Read(stored.Payload.Span);
            if (State.Version == 0 && happened is CheckpointTaken checkpoint)
            {
                State = Checkpoint.Restore(id, checkpoint.State, stored.Sequence - 1);
                _trace.Restore(State);
            }
            Follow(happened);
        }
    }

    /// <summary>Appends what was decided, with a checkpoint before it where the last one is far back.</summary>
    public async Task<AppendOutcome> AppendAsync(ImmutableArray<ConversationEvent> events, OpenWorkChange? openWork)
    {
        var checkpoint = Checkpoint.IsDue(State, opensEpisode: events.Any(e => e is EpisodeOpened));
        if (checkpoint) events = events.Insert(0, new CheckpointTaken(events[0].At, State.Episode, Checkpoint.Take(State)));
        var payloads = events.Select(e => (ReadOnlyMemory<byte>)ConversationJson.Write(e)).ToArray();
        var outcome = await journal.AppendAsync(new(_key, State.Version, payloads, checkpoint, openWork));
        if (outcome != AppendOutcome.Appended) return outcome;
        _facts.Clear(); // what was read again was told when it happened
        foreach (var happened in events) Follow(happened);
        return outcome;
    }

    /// <summary>Messages after a sequence, from memory where they are recent, else from the journal.</summary>
    public async Task<ChatMessage[]> ReadAsync(long afterSequence, int max)
    {
        if (afterSequence >= State.LastSequence || max <= 0) return [];
        if (Recent.TryGet(afterSequence, max, out var recent)) return recent;
        var messages = new List<ChatMessage>();
        var position = State.Marks.LastOrDefault(m => m.Message <= afterSequence)?.Journal ?? 0;
        while (messages.Count < max)
        {
            var page = await AskAsync(() => journal.ReadAsync(_key, position, PageEvents));
            if (page.Count == 0) break;
            position = page[^1].Sequence;
            messages.AddRange(page.Select(e => ConversationJson.Read(e.Payload.Span)).OfType<ThreadEvent>().Where(e => e.Sequence > afterSequence).Select(ThreadMessages.ToMessage));
        }
        return [.. messages.Take(max)];
    }

    /// <summary>Internal lines after a number as a reader may see them, from memory where they are recent, else from the journal.</summary>
    public async Task<InternalLine[]> ReadLinesAsync(long after, int max, StaffMember reader)
    {
        if (after >= State.Staff.LastInternal || max <= 0) return [];
        if (Lines.TryGet(after, reader, out var recent)) return [.. recent.Take(max)];
        var lines = new List<InternalLine>();
        var position = State.Marks.LastOrDefault(m => m.Internal <= after)?.Journal ?? 0;
        while (lines.Count < max)
        {
            var page = await AskAsync(() => journal.ReadAsync(_key, position, PageEvents));
            if (page.Count == 0) break;
            position = page[^1].Sequence;
            lines.AddRange(page.Select(e => ConversationJson.Read(e.Payload.Span)).OfType<InternalSaid>().Select(StaffLines.ToLine).Where(l => l.Number > after && l.IsFor(reader)));
        }
        return [.. lines.Take(max)];
    }

    private static async ValueTask<IReadOnlyList<JournalEvent>> AskAsync(Func<ValueTask<IReadOnlyList<JournalEvent>>> read)
    {
        try
        {
            return await read();
        }
        catch (JournalUnavailableException e)
        {
            throw new UnavailableException(e.Message); // the caller knows contracts only
        }
    }

    private void Follow(ConversationEvent happened)
    {
        State = State.Apply(happened);
        _facts.AddRange(_trace.Read(happened));
        if (happened is ThreadEvent line) Recent.Add(line.ToMessage());
        if (happened is InternalSaid said) Lines.Add(said.ToLine());
    }
}
