using Reception.Contracts.Knowledge;
using Reception.Contracts.Training;

namespace Reception.Domain.Training;

/// <summary>A proposal that was decided; its question keeps what asks the same from being proposed again.</summary>
public sealed record DecidedProposal(string Id, string Question, ProposalDecision Decision, string? EntryId, string By, DateTimeOffset At);

/// <summary>Entries proposed from what agents answered, and what became of them.</summary>
public sealed class ProposalDesk(IEnumerable<DecidedProposal>? decided = null)
{
    /// <summary>Decisions remembered; the oldest go.</summary>
    public const int MaxDecided = 1_000;

    /// <summary>Similar questions of a merged or accepted entry at most.</summary>
    public const int MaxSimilar = 1_000;

    private readonly List<(DecidedProposal Decided, QuestionVector Vector)> _decided = [.. (decided ?? []).Select(d => (d, QuestionVector.Of(d.Question)))];

    public IEnumerable<DecidedProposal> Decided => _decided.Select(d => d.Decided);

    /// <summary>A cluster as a proposal; null while no agent has answered it.</summary>
    public static ProposedKnowledge? Of(QuestionGroup group)
    {
        if (group.Examples.Count == 0 || AnswerSample.Best(group.Answers) is not { } answer) return null;
        var question = TextSample.Medoid(group.Examples);
        return new(
            group.Id, question, [.. group.Examples.Select(e => e.Text).Where(e => e != question)], answer.Text, answer.Count, group.AnswerCount, group.Total,
            MaskedText.HasSlot(answer.Text), null, [.. group.Conversations]);
    }

    public bool IsDecided(QuestionGroup group)
    {
        if (_decided.Exists(d => d.Decided.Id == group.Id || group.Aliases.Contains(d.Decided.Id, StringComparer.Ordinal))) return true;
        var vector = QuestionVector.Of(group.First);
        return _decided.Exists(d => d.Vector.Similarity(vector) >= ClusterBook.Same);
    }

    public void Decide(DecidedProposal proposal)
    {
        _decided.Add((proposal, QuestionVector.Of(proposal.Question)));
        if (_decided.Count > MaxDecided) _decided.RemoveAt(0);
    }

    /// <summary>The entry of an accepted proposal: what the trainer wrote, else what was proposed.</summary>
    public static KnowledgeEntry EntryOf(ProposedKnowledge proposal, AcceptProposal command) => new(
        command.EntryId ?? proposal.Id, command.Question ?? proposal.Question, command.Answer ?? proposal.Answer, command.Similar ?? proposal.Similar, command.Topic);

    /// <summary>The entry with the proposal's questions as further ways of asking it.</summary>
    public static KnowledgeEntry Merge(KnowledgeEntry entry, ProposedKnowledge proposal) => entry with
    {
        Similar = [.. (entry.Similar ?? []).Concat(proposal.Similar.Prepend(proposal.Question)).Where(q => q != entry.Question).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxSimilar)],
    };
}
