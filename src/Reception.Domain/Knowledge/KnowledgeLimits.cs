namespace Reception.Domain.Knowledge;

/// <summary>Bounds of an imported knowledge base; what exceeds one is refused with the line it stands on.</summary>
public static class KnowledgeLimits
{
    /// <summary>Bytes of one import.</summary>
    public const int ImportBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of one line.</summary>
    public const int LineBytes = 512 * 1024;

    /// <summary>Entries of one knowledge base.</summary>
    public const int Entries = 20_000;

    /// <summary>Characters of an entry's id and of its topic.</summary>
    public const int IdLength = 100;

    /// <summary>Characters of a question, standard or similar.</summary>
    public const int QuestionLength = 1_000;

    /// <summary>Similar questions of one entry.</summary>
    public const int Similar = 1_000;

    /// <summary>Characters of an answer.</summary>
    public const int AnswerLength = 8_000;

    /// <summary>Problems listed in one report; the rest are counted.</summary>
    public const int Problems = 1_000;
}
