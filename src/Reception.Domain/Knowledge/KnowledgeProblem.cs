namespace Reception.Domain.Knowledge;

/// <summary>Why a line of an import, or an entry of a draft, was refused or is doubtful.</summary>
public enum KnowledgeProblemCode
{
    /// <summary>The line is no JSON object of the expected shape.</summary>
    BadJson = 1,

    /// <summary>The id is missing, blank, longer than <see cref="KnowledgeLimits.IdLength"/> or has control characters.</summary>
    BadId = 2,

    /// <summary>An earlier entry has the same id.</summary>
    DuplicateId = 3,

    /// <summary>The question is missing, or holds no letter or digit.</summary>
    EmptyQuestion = 4,

    /// <summary>A text, or a line, is longer than its bound.</summary>
    TooLong = 5,

    /// <summary>Too many similar questions, parts, lines or bytes.</summary>
    TooMany = 6,

    /// <summary>A similar question is null or holds no letter or digit.</summary>
    EmptySimilar = 7,

    /// <summary>The import holds no entry.</summary>
    NoEntries = 8,

    /// <summary>The table's quoting, columns or text encoding are broken.</summary>
    BadTable = 9,

    /// <summary>No date, or an end that does not lie after its beginning.</summary>
    BadDate = 10,

    /// <summary>A part lacks what its kind needs, or has an address that is refused.</summary>
    BadPart = 11,

    /// <summary>A variant without channels, or two variants for one channel.</summary>
    BadVariant = 12,

    /// <summary>An entry that is offered next, or that a button asks for, is not there.</summary>
    UnknownEntry = 13,

    /// <summary>The answer has a slot that no order can fill.</summary>
    UnknownSlot = 14,

    /// <summary>Warning: the shop has no such channel.</summary>
    UnknownChannel = 15,

    /// <summary>Warning: a field or column that has no meaning here was left out.</summary>
    UnknownField = 16,

    /// <summary>Warning: something that will never be shown.</summary>
    NeverShown = 17,
}

/// <summary>One thing wrong, or doubtful, with an import.</summary>
/// <param name="Line">Counted from 1; 0 concerns the whole import.</param>
/// <param name="Code">The kind of problem.</param>
/// <param name="Message">A sentence for the person who wrote the file.</param>
public sealed record KnowledgeProblem(int Line, KnowledgeProblemCode Code, string Message)
{
    /// <summary>Whether the import can be taken nevertheless.</summary>
    public bool IsWarning => Code is KnowledgeProblemCode.UnknownChannel or KnowledgeProblemCode.UnknownField or KnowledgeProblemCode.NeverShown;

    /// <summary>With its line in front.</summary>
    public override string ToString() => Line == 0 ? Message : $"line {Line}: {Message}";
}
