using Reception.Domain.Training;

namespace Reception.Grains.Training;

/// <summary>The number of the last delta taken from a silo; each record has its own, so that it is right whenever it is stored.</summary>
public sealed record TakenDelta(string Silo, long Number);

/// <summary>The clusters of questions.</summary>
public sealed class TrainingQuestions
{
    public List<QuestionGroup> Groups { get; set; } = [];

    /// <summary>By day, questions that stand in no cluster.</summary>
    public Dictionary<string, long> Uncounted { get; set; } = [];

    public List<TakenDelta> Taken { get; set; } = [];
}

/// <summary>The figures of entries, versions and sales.</summary>
public sealed class TrainingFigures
{
    public List<EntryRow> Entries { get; set; } = [];

    public List<VersionRow> Versions { get; set; } = [];

    public List<SaleRow> Sales { get; set; } = [];

    public List<TakenDelta> Taken { get; set; } = [];
}

/// <summary>What became of proposals; stored before it is said to be done.</summary>
public sealed class TrainingDecisions
{
    public List<DecidedProposal> Decided { get; set; } = [];
}
