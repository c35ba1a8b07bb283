using Reception.Contracts.Knowledge;

namespace Reception.Grains.Knowledge;

/// <summary>Which versions there are, and which is in force for whom; 0 = none is in force.</summary>
[GenerateSerializer]
public sealed class KnowledgeHead
{
    /// <summary>Versions listed; older ones leave the list and their content.</summary>
    public const int MaxVersions = 50;

    [Id(0)] public long Current { get; set; }

    [Id(1)] public List<KnowledgeVersion> Versions { get; set; } = [];

    /// <summary>Rises with every change of what is in force.</summary>
    [Id(2)] public long Stamp { get; set; }

    /// <summary>The highest number given to a content; no number is given twice, also not after a publication that was refused.</summary>
    [Id(3)] public long LastNumber { get; set; }

    /// <summary>In force for <see cref="CanaryShare"/> % of the conversations; 0 = none.</summary>
    [Id(4)] public long CanaryVersion { get; set; }

    [Id(5)] public int CanaryShare { get; set; }

    /// <summary>When the stamp rose last; null in what was stored before it was recorded.</summary>
    [Id(6)] public DateTimeOffset? ChangedAt { get; set; }

    public KnowledgeInForce InForce() => new(Math.Max(Stamp, Current), Current, CanaryVersion == 0 ? null : CanaryVersion, CanaryShare, ChangedAt);

    public IEnumerable<KnowledgeVersion> List() => Versions.Select(v => v.Version == Current ? v with { State = VersionState.InForce, Share = 100 - CanaryShare }
        : v.Version == CanaryVersion ? v with { State = VersionState.Canary, Share = CanaryShare } : v);

    public long TakeNumber() => LastNumber = Math.Max(LastNumber, Versions.Count == 0 ? 0 : Versions.Max(v => v.Version)) + 1;

    /// <summary>
    /// Lists a version and puts it in force, for all or for a share; a canary there was ends. Returns the versions that leave the list; those
    /// to be kept (a calendar names them) stay.
    /// </summary>
    public IReadOnlyList<long> TakeForce(KnowledgeVersion version, int share, IReadOnlyCollection<long>? kept = null)
    {
        EndCanary();
        Versions.Add(version);
        if (share is > 0 and < 100) (CanaryVersion, CanaryShare) = (version.Version, share);
        else Current = version.Version;
        Rise(version.PublishedAt);
        long[] dropped = [.. Versions.Select(v => v.Version).Where(v => v != Current && v != CanaryVersion && kept?.Contains(v) != true).Take(Math.Max(0, Versions.Count - MaxVersions))];
        Versions.RemoveAll(v => dropped.Contains(v.Version));
        return dropped;
    }

    /// <summary>100 puts the canary in force for all, 0 takes it back.</summary>
    public void SetShare(int percent, DateTimeOffset at)
    {
        if (percent >= 100) (Current, CanaryVersion, CanaryShare) = (CanaryVersion, 0, 0);
        else if (percent <= 0) EndCanary();
        else CanaryShare = percent;
        Rise(at);
    }

    private void Rise(DateTimeOffset at) => (Stamp, ChangedAt) = (Math.Max(Stamp, Current) + 1, at);

    private void EndCanary()
    {
        var at = Versions.FindIndex(v => v.Version == CanaryVersion);
        if (at >= 0 && CanaryVersion != 0) Versions[at] = Versions[at] with { State = VersionState.Aborted };
        (CanaryVersion, CanaryShare) = (0, 0);
    }
}

/// <summary>Entries of one version; null = none.</summary>
[GenerateSerializer]
public sealed class KnowledgeEntries
{
    [Id(0)] public KnowledgeEntry[]? Entries { get; set; }
}

/// <summary>The draft; null entries = none.</summary>
[GenerateSerializer]
public sealed class DraftRecord
{
    [Id(0)] public KnowledgeEntry[]? Entries { get; set; }

    /// <summary>Rises with every change; 0 in what was stored before there were revisions.</summary>
    [Id(1)] public long Revision { get; set; }

    [Id(2)] public long BasedOn { get; set; }

    [Id(3)] public string? ChangedBy { get; set; }

    [Id(4)] public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>Of this revision; null = not submitted.</summary>
    [Id(5)] public DraftReview? Review { get; set; }
}

/// <summary>One case of the regression set; no id = it has to be refused.</summary>
[GenerateSerializer, Immutable]
public sealed record RegressionItem(string Text, string[] Expected, string? Channel);

[GenerateSerializer]
public sealed class RegressionRecord
{
    [Id(0)] public RegressionItem[] Cases { get; set; } = [];
}

/// <summary>The newest publication, and what was ordered.</summary>
[GenerateSerializer]
public sealed class PublicationRecord
{
    [Id(0)] public Publication? Last { get; set; }

    [Id(1)] public PublicationOrder? Order { get; set; }
}
