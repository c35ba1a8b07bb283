using System.Collections.Immutable;

namespace LocalOrleans;

/// <summary>What a silo wants to be.</summary>
internal enum MembershipGoal
{
    /// <summary>A member.</summary>
    Join,

    /// <summary>Gone, after its grains have moved.</summary>
    Leave,

    /// <summary>Gone, now.</summary>
    Die,
}

/// <summary>What a silo knows beside the table when it decides. Versions are the table's.</summary>
internal sealed record MembershipFacts(SiloAddress Self, MembershipGoal Goal, DateTime Now)
{
    /// <summary>Its process is gone: certain.</summary>
    public required Predicate<MembershipEntry> IsGone { get; init; }

    /// <summary>It has not answered heartbeats for the probe time-out: a suspicion.</summary>
    public required Predicate<SiloAddress> IsSilent { get; init; }

    /// <summary>It has told that it is quiet in this version.</summary>
    public required Func<SiloAddress, long, bool> IsReady { get; init; }

    /// <summary>This silo has announced its joining too long ago and must withdraw.</summary>
    public bool Overdue { get; init; }

    /// <summary>A silo that has withdrawn waits before it announces again.</summary>
    public bool Resting { get; init; }

    /// <summary>The row of a silo that is not in the table yet.</summary>
    public required Func<MembershipEntry> NewRow { get; init; }
}

/// <summary>A change of one row, to be made on condition that the table's version is still the one it was decided from. No tag: a new row.</summary>
internal sealed record MembershipChange(MembershipEntry Entry, string? Tag);

/// <summary>The rules of membership as functions of the table and of what one silo knows. See <see cref="Membership"/> for what they achieve together.</summary>
internal static class MembershipRules
{
    /// <summary>The rows as a view: Active and ShuttingDown silos own grains; Joining and ShuttingDown announce a change.</summary>
    public static ClusterView ViewOf(MembershipTableData table)
    {
        var rows = table.Members.Select(row => row.Item1).ToList();
        var joining = rows.Where(row => row.Status == SiloStatus.Joining).Select(row => (ViewSilo?)Silo(row)).FirstOrDefault();
        return new ClusterView(table.Version.Version, [.. rows.Where(IsMember).Select(Silo)], joining, rows.Find(row => row.Status == SiloStatus.ShuttingDown)?.SiloAddress);
    }

    public static bool IsMember(MembershipEntry row) => row.Status is SiloStatus.Active or SiloStatus.ShuttingDown;

    /// <summary>The change this silo should make now; null if there is none.</summary>
    public static MembershipChange? Next(MembershipTableData table, MembershipFacts facts, ClusterMembershipOptions options)
    {
        var mine = table.TryGet(facts.Self);
        foreach (var (row, tag) in table.Members.Where(row => row.Item1.Status != SiloStatus.Dead && !row.Item1.SiloAddress.Equals(facts.Self)))
        {
            if (facts.IsGone(row)) return Become(row, tag, SiloStatus.Dead);
            if (mine is not null && IsMember(mine.Item1) && facts.IsSilent(row.SiloAddress) && Vote(table, row, facts, options) is { } voted) return new MembershipChange(voted, tag);
        }

        if (mine is null) return facts.Goal == MembershipGoal.Join && !IsPending(table) ? new MembershipChange(facts.NewRow(), null) : null;
        var (own, ownTag) = mine;
        return (facts.Goal, own.Status) switch
        {
            (_, SiloStatus.Dead) => null,
            (MembershipGoal.Join, SiloStatus.Created) when !facts.Resting && !IsPending(table) => Become(own, ownTag, SiloStatus.Joining),
            (MembershipGoal.Join, SiloStatus.Joining) when IsEverybodyReady(table, facts) => Become(own, ownTag, SiloStatus.Active),
            (MembershipGoal.Join, SiloStatus.Joining) when facts.Overdue => Become(own, ownTag, SiloStatus.Created),
            (MembershipGoal.Join, _) => null,
            (MembershipGoal.Leave, SiloStatus.Active) => IsPending(table) ? null : Become(own, ownTag, SiloStatus.ShuttingDown),
            (MembershipGoal.Leave, SiloStatus.ShuttingDown) when !facts.IsReady(facts.Self, table.Version.Version) => null,
            _ => Become(own, ownTag, SiloStatus.Dead),
        };
    }

    /// <summary>Whether a change is announced and not in force: then nobody announces another.</summary>
    private static bool IsPending(MembershipTableData table) => table.Members.Any(row => row.Item1.Status is SiloStatus.Joining or SiloStatus.ShuttingDown);

    private static bool IsEverybodyReady(MembershipTableData table, MembershipFacts facts) =>
        table.Members.Where(row => IsMember(row.Item1)).All(row => facts.IsReady(row.Item1.SiloAddress, table.Version.Version));

    private static ViewSilo Silo(MembershipEntry row) => new(row.SiloAddress, row.ProxyPort);

    /// <summary>The status by itself; a death by votes keeps its votes, and so tells that it was no leave in order.</summary>
    private static MembershipChange Become(MembershipEntry row, string tag, SiloStatus status)
    {
        var changed = row.Copy();
        (changed.Status, changed.SuspectTimes) = (status, null);
        return new MembershipChange(changed, tag);
    }

    /// <summary>This silo's vote, with which the silo is dead if that is enough; null if its vote stands already. Only fresh votes count.</summary>
    private static MembershipEntry? Vote(MembershipTableData table, MembershipEntry row, MembershipFacts facts, ClusterMembershipOptions options)
    {
        var fresh = options.DeathVoteExpirationTimeout < options.ProbeTimeout * 4 ? options.DeathVoteExpirationTimeout : options.ProbeTimeout * 4;
        var votes = (row.SuspectTimes ?? []).Where(vote => facts.Now - vote.Item2 < fresh).ToImmutableArray();
        var others = votes.Where(vote => !vote.Item1.Equals(facts.Self)).ToList();
        var voters = table.Members.Count(other => IsMember(other.Item1) && !other.Item1.SiloAddress.Equals(row.SiloAddress));
        var enough = others.Count + 1 >= Math.Min(options.NumVotesForDeathDeclaration, voters);
        if (!enough && votes.Any(vote => vote.Item1.Equals(facts.Self) && facts.Now - vote.Item2 < fresh / 2)) return null;
        var voted = row.Copy();
        voted.SuspectTimes = [.. others, Tuple.Create(facts.Self, facts.Now)];
        if (enough) voted.Status = SiloStatus.Dead;
        return voted;
    }
}
