using Reception.Contracts.Knowledge;

namespace Reception.Grains.Knowledge;

/// <summary>Which versions there are; 0 = none is in force.</summary>
[GenerateSerializer]
public sealed class KnowledgeHead
{
    /// <summary>Versions listed; older ones leave the list and their content.</summary>
    public const int MaxVersions = 50;

    [Id(0)] public long Current { get; set; }

    [Id(1)] public List<KnowledgeVersion> Versions { get; set; } = [];
}

/// <summary>Entries, of the draft or of one version; null = none.</summary>
[GenerateSerializer]
public sealed class KnowledgeEntries
{
    [Id(0)] public KnowledgeEntry[]? Entries { get; set; }
}

/// <summary>What went unanswered, most often asked first.</summary>
[GenerateSerializer]
public sealed class UnansweredRecord
{
    [Id(0)] public UnansweredQuestion[] Questions { get; set; } = [];
}
