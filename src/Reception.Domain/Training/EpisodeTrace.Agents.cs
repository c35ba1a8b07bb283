using Reception.Contracts.Conversations;
using Reception.Contracts.Training;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Training;

/// <summary>
/// What agents answer to questions for the trainers, and what they make of proposals. An answer is what an agent writes, courtesy left
/// out, until the customer asks on, at most <see cref="MaxReplies"/> lines. A proposal is sent, edited or ignored by the agent's next
/// line: named by him or, unnamed, when the line says the same.
/// </summary>
public sealed partial class EpisodeTrace
{
    /// <summary>Lines of an agent that make one answer.</summary>
    public const int MaxReplies = 3;

    /// <summary>Cosine from which a line that names no proposal is one all the same.</summary>
    private const double Used = 0.8;

    private readonly List<AgentMessaged> _replies = [];
    private List<ProposedReply> _proposals = [];
    private Line? _pending;
    private long _version;

    private List<TrainingFact> OnProposed(ReplyProposed e)
    {
        (_proposals, _version) = ([.. ProposedReplies.Of(e)], e.Knowledge);
        return [.. _proposals.Select(p => new Counted(p.EntryId, _version, new(Proposed: 1)))];
    }

    private List<TrainingFact> OnAgent(AgentMessaged e)
    {
        var facts = Judge(e);
        _proposals = [];
        if (_pending is null || !TrainingQuestion.IsAnswer(e.Text)) return facts;
        _replies.Add(e);
        if (_replies.Count >= MaxReplies) facts.AddRange(FlushReplies());
        return facts;
    }

    private List<TrainingFact> OnLeft(ConversationEvent happened)
    {
        _proposals = [];
        List<TrainingFact> facts = [.. FlushReplies()];
        if (happened is Closed or HandedBack) _pending = null;
        return facts;
    }

    private List<TrainingFact> Judge(AgentMessaged e)
    {
        var used = _proposals.Find(p => p.EntryId == e.ProposalEntryId) ?? (e.ProposalEntryId is null ? _proposals.Find(p => Likeness(p.Text, e.Text) >= Used) : null);
        List<TrainingFact> facts = [];
        if (used is not null) facts.Add(new Counted(used.EntryId, _version, OutcomeOf(used.Text, e.Text)));
        else if (e.ProposalEntryId is { } named) facts.Add(new Counted(named, _version, new(Sent: 1))); // of a message before
        facts.AddRange(_proposals.Where(p => p != used).Select(p => new Counted(p.EntryId, _version, new(Ignored: 1))));
        return facts;
    }

    private static TrainingCounts OutcomeOf(string proposed, string said)
    {
        if (string.Equals(proposed.Trim(), said.Trim(), StringComparison.Ordinal)) return new(Sent: 1);
        return new(Edited: 1, EditSimilarity: Likeness(proposed, said));
    }

    private static double Likeness(string a, string b) => QuestionVector.Of(a).Similarity(QuestionVector.Of(b));

    private IEnumerable<TrainingFact> FlushReplies()
    {
        if (_pending is { } line && _replies.Count > 0)
        {
            var answer = MaskedText.Of(string.Join('\n', _replies.Select(r => r.Text.Trim())), MaskedText.MaxAnswer);
            yield return new Answered(new(MaskedText.Of(line.Text, MaskedText.MaxQuestion), answer, _replies[^1].At, _conversation));
            _pending = null;
        }
        _replies.Clear();
    }
}
