using Reception.Contracts.Conversations;

namespace Reception.Domain.Knowledge;

/// <summary>Bounds of a knowledge base; what exceeds one is refused with the line or entry it stands in. Those of parts stand in <see cref="MessagePart"/>.</summary>
public static class KnowledgeLimits
{
    /// <summary>Bytes of one import.</summary>
    public const int ImportBytes = 8 * 1024 * 1024;

    /// <summary>Bytes of one line, or of one record of a table.</summary>
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

    /// <summary>Variants of one entry.</summary>
    public const int Variants = 20;

    /// <summary>Channels of one variant.</summary>
    public const int Channels = 64;

    /// <summary>Entries offered after an answer.</summary>
    public const int Next = 8;

    /// <summary>Cases of a regression set.</summary>
    public const int Cases = 5_000;

    /// <summary>Problems listed in one report; the rest are counted.</summary>
    public const int Problems = 1_000;

    /// <summary>Levels of nested JSON in one line.</summary>
    internal const int Depth = 16;
}
