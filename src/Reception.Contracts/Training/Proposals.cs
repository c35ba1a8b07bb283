using Reception.Contracts.Knowledge;

namespace Reception.Contracts.Training;

/// <summary>
/// An entry proposed from what agents answered: the question most like the others of its cluster, other ways of asking it, the agents'
/// most representative answer with how many answered like it, and where it comes from. <see cref="HasSlots"/>: numbers in the answer
/// are masked, so that it has to be worded anew.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ProposedKnowledge(
    string Id, string Question, string[] Similar, string Answer, int AnswerCount, int AgentAnswers, int Asked, bool HasSlots, NearestEntry? Nearest, string[] Conversations);

/// <summary>Takes a proposal into the draft; what is set replaces what was proposed. No entry id: one is made of the proposal's.</summary>
[GenerateSerializer, Immutable]
public sealed record AcceptProposal(string Id, string By, string? EntryId = null, string? Question = null, string? Answer = null, string[]? Similar = null, string? Topic = null);

public enum ProposalOutcome
{
    Done = 0,
    /// <summary>There is no such proposal (any more).</summary>
    Unknown = 1,
    /// <summary>It was accepted, merged or rejected before.</summary>
    Decided = 2,
    /// <summary>There is no such entry in the draft or in force.</summary>
    UnknownEntry = 3,
    /// <summary>The draft did not take it; the errors say why.</summary>
    Invalid = 4,
}

[GenerateSerializer, Immutable]
public sealed record ProposalResult(ProposalOutcome Outcome, string? EntryId, string[] Errors);

/// <summary>What became of a proposal.</summary>
public enum ProposalDecision { Accepted = 0, Merged = 1, Rejected = 2 }
