namespace Reception.Domain.Knowledge;

/// <summary>Why a line of an import was refused.</summary>
public enum KnowledgeProblemCode
{
    /// <summary>The line is no JSON object of the expected shape.</summary>
    BadJson = 1,

    /// <summary>The id is missing, blank or longer than <see cref="KnowledgeLimits.IdLength"/>.</summary>
    BadId = 2,

    /// <summary>An earlier line has the same id.</summary>
    DuplicateId = 3,

    /// <summary>The question is missing, or holds no letter or digit.</summary>
    EmptyQuestion = 4,

    /// <summary>A question, answer or topic is longer than its bound.</summary>
    TooLong = 5,

    /// <summary>Too many similar questions, lines or bytes.</summary>
    TooMany = 6,

    /// <summary>A similar question is null or holds no letter or digit.</summary>
    EmptySimilar = 7,

    /// <summary>The import holds no entry.</summary>
    NoEntries = 8,
}

/// <summary>One thing wrong with an import.</summary>
/// <param name="Line">Counted from 1; 0 concerns the whole import.</param>
/// <param name="Code">The kind of problem.</param>
/// <param name="Message">A sentence for the person who wrote the file.</param>
public sealed record KnowledgeProblem(int Line, KnowledgeProblemCode Code, string Message);
