namespace Reception.Domain.Triage.Model;

/// <summary>An entry with what speaks for it.</summary>
/// <param name="Class">Position of the entry.</param>
/// <param name="Probability">Share among all entries, if one of them is right.</param>
/// <param name="Similarity">Largest cosine of the message and one of its questions; unknown features of the message count against it.</param>
/// <param name="Question">Which of its questions that was.</param>
internal readonly record struct Evidence(int Class, float Probability, float Similarity, int Question);

/// <summary>What the calibration knows of a message and its best entry.</summary>
/// <param name="Probability">Of the best entry.</param>
/// <param name="Margin">Log odds of the best against the second.</param>
/// <param name="Similarity">Of the best.</param>
/// <param name="Coverage">Share of the message's squared idf weight that the vocabulary knows.</param>
/// <param name="Features">Distinct features of the message that the vocabulary knows.</param>
/// <param name="KnownUnits">Distinct characters or words among them.</param>
/// <param name="UnknownUnits">Distinct characters or words of the message that no question has.</param>
/// <param name="Energy">
/// Log of the mean over the entries of the exponential of their evidence, less the mean of the evidence: how strongly the
/// message speaks for anything at all (Liu et al., "Energy-based out-of-distribution detection", 2020).
/// </param>
internal readonly record struct MatchSummary(float Probability, float Margin, float Similarity, float Coverage, int Features, int KnownUnits, int UnknownUnits, float Energy);
