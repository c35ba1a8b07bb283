using System.Globalization;
using Reception.Contracts.Training;

namespace Reception.Domain.Training;

/// <summary>
/// A shop's questions for the trainers, clustered as they come, in bounded memory.
/// <para>
/// Leader clustering with centres (Hartigan 1975, ch. 3): a question joins the cluster whose centre (the sum of its first question and
/// its sample) is nearest, if the cosine is at least <see cref="Near"/>, else it begins one. Now and then clusters whose centres have
/// come within <see cref="Same"/> become one; the greater keeps its id, the other's id is remembered. One book serves all days: a
/// cluster counts by day, so that trends need no merging.
/// </para>
/// <para>
/// Bounds and error. At most <see cref="Capacity"/> clusters of the last <see cref="KeptDays"/> days. A new cluster in a full book takes
/// the place of the smallest (oldest first); unlike Space-Saving (Metwally et al. 2005) it does not inherit the count, so counts are
/// never too high, and too low by at most <see cref="Uncounted"/>. The same questions in the same order give the same book; another
/// order gives the same clusters where topics are further apart than <see cref="Near"/>, elsewhere questions at the border may change
/// sides (a test states how many).
/// </para>
/// </summary>
public sealed class ClusterBook
{
    public const int Capacity = 400;
    public const int KeptDays = 14;

    /// <summary>Cosine from which a question belongs to a cluster.</summary>
    public const double Near = 0.35;

    /// <summary>Cosine from which two clusters are one.</summary>
    public const double Same = 0.6;

    private const int TidyEvery = 32;

    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _uncounted = new(StringComparer.Ordinal);
    private int _fresh;
    private string _newest = "";

    public ClusterBook(IEnumerable<QuestionGroup>? stored = null, IReadOnlyDictionary<string, long>? uncounted = null)
    {
        foreach (var group in (stored ?? []).Take(Capacity)) _slots[group.Id] = new(group);
        foreach (var (day, count) in uncounted ?? new Dictionary<string, long>()) _uncounted[day] = count;
        _newest = _slots.Values.SelectMany(s => s.Group.Days).Select(d => d.Day).Concat(_uncounted.Keys).Append("").Max(StringComparer.Ordinal)!;
    }

    /// <summary>All clusters, in no order that means anything.</summary>
    public IEnumerable<QuestionGroup> Groups => _slots.Values.Select(s => s.Group);

    /// <summary>Questions by day that stand in no cluster any more: the most by which counts of that day can be too low.</summary>
    public IReadOnlyDictionary<string, long> Uncounted => _uncounted;

    public void Count(AskedQuestion asked, string day)
    {
        if (string.CompareOrdinal(day, _newest) > 0) Turn(day);
        if (string.CompareOrdinal(day, Day.Before(_newest, KeptDays)) < 0) return;
        if (QuestionVector.Of(asked.Text).IsEmpty)
        {
            Drop(day, 1);
            return;
        }
        var slot = Find(asked.Text) ?? Begin(asked.Text, asked.At);
        var group = slot.Group;
        group.Days = DayCounts.Add(group.Days, [DayCounts.One(day, asked.Kind)]);
        if (TextSample.Add(group.Examples, new(asked.Text, 1), QuestionGroup.MaxExamples)) slot.Renew();
        if (asked.EntryId is { } entry) TextSample.Add(group.Entries, new(entry, 1), QuestionGroup.MaxEntries);
        if (asked.At >= group.LastAt) (group.LastAt, group.Reason) = (asked.At, ReasonOf(asked));
        if (_fresh >= TidyEvery) Tidy();
    }

    /// <summary>An agent answered a question that was counted; one whose cluster is gone is left out.</summary>
    public void Answer(AgentAnswer answer)
    {
        if (Find(answer.Question) is not { Group: var group }) return;
        group.AnswerCount++;
        AnswerSample.Add(group.Answers, new(answer.Text, 1));
        group.AddConversation(answer.Conversation);
    }

    /// <summary>Questions that could not be told from where they were asked.</summary>
    public void Drop(string day, long count)
    {
        if (count > 0) _uncounted[day] = _uncounted.GetValueOrDefault(day) + count;
    }

    public QuestionGroup? Get(string id) =>
        _slots.TryGetValue(id, out var slot) ? slot.Group : Groups.FirstOrDefault(g => g.Aliases.Contains(id, StringComparer.Ordinal));

    /// <summary>The cluster a question would join now.</summary>
    public QuestionGroup? Nearest(string text) => Find(text)?.Group;

    /// <summary>Makes one of clusters that have grown together since the last time; only those that changed are compared with all.</summary>
    public void Tidy()
    {
        _fresh = 0;
        var changed = _slots.Values.Where(s => s.HasMoved).OrderByDescending(s => s.Group.Total).ThenBy(s => s.Group.Id, StringComparer.Ordinal).ToList();
        foreach (var slot in changed)
        {
            slot.HasMoved = false;
            if (!_slots.ContainsKey(slot.Group.Id)) continue;
            var same = _slots.Values.Where(o => o != slot && o.Centre.Similarity(slot.Centre) >= Same).Append(slot)
                .OrderByDescending(s => s.Group.Total).ThenBy(s => s.Group.Id, StringComparer.Ordinal).ToList();
            if (same.Count > 1) Join(same[0], same[1..]);
        }
    }

    private void Join(Slot greatest, List<Slot> others)
    {
        foreach (var other in others)
        {
            greatest.Group.Take(other.Group);
            _slots.Remove(other.Group.Id);
        }
        greatest.Renew();
    }

    private static string ReasonOf(AskedQuestion asked) => asked.Reason == Contracts.Conversations.HandOverReason.None ? asked.Kind.ToString() : asked.Reason.ToString();

    private Slot? Find(string text)
    {
        var vector = QuestionVector.Of(text);
        var (best, similarity) = ((Slot?)null, Near);
        foreach (var slot in _slots.Values)
        {
            var found = slot.Centre.Similarity(vector);
            if (found < similarity || (found == similarity && best is not null && string.CompareOrdinal(slot.Group.Id, best.Group.Id) > 0)) continue;
            (best, similarity) = (slot, found);
        }
        return best;
    }

    private Slot Begin(string text, DateTimeOffset at)
    {
        if (_slots.Count >= Capacity) Evict();
        var hash = TextSample.Hash(Triage.Text.TextNormalizer.Normalize(text));
        string Id() => "q" + (hash >> 16).ToString("x12", CultureInfo.InvariantCulture);
        while (Get(Id()) is not null) hash += 1UL << 16;
        _fresh++;
        return _slots[Id()] = new(new() { Id = Id(), First = text, LastAt = at });
    }

    private void Evict()
    {
        var least = _slots.Values.Select(s => s.Group).OrderBy(g => g.Total).ThenBy(g => g.LastAt).ThenBy(g => g.Id, StringComparer.Ordinal).First();
        foreach (var day in least.Days) Drop(day.Day, day.Total);
        _slots.Remove(least.Id);
    }

    // A new day: what is older than the days kept goes, and clusters that have nothing left.
    private void Turn(string day)
    {
        _newest = day;
        var first = Day.Before(day, KeptDays);
        foreach (var old in _uncounted.Keys.Where(d => string.CompareOrdinal(d, first) < 0).ToList()) _uncounted.Remove(old);
        foreach (var group in Groups.ToList())
        {
            group.Days = [.. group.Days.Where(d => string.CompareOrdinal(d.Day, first) >= 0)];
            if (group.Days.Count == 0) _slots.Remove(group.Id);
        }
    }

    private sealed class Slot
    {
        public Slot(QuestionGroup group)
        {
            Group = group;
            Centre = QuestionVector.Of(group.First);
            Renew();
        }

        public QuestionGroup Group { get; }
        public QuestionVector Centre { get; private set; }

        /// <summary>The centre is another since clusters were last compared.</summary>
        public bool HasMoved { get; set; }

        public void Renew()
        {
            Centre = QuestionVector.Sum(Group.Examples.Select(e => e.Text).Prepend(Group.First).Distinct(StringComparer.Ordinal).Select(QuestionVector.Of));
            HasMoved = true;
        }
    }
}
