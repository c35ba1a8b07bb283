using System.Collections.Immutable;
using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;

namespace Reception.Cluster.Linearizability;

/// <summary>
/// What is known of a thread after a row of steps. Bot, clock and connections change it too, without anybody's command, so
/// <see cref="Version"/>, <see cref="Last"/> and <see cref="Epoch"/> are lower bounds: they may rise by themselves and never fall. What
/// cannot happen by itself: that a client's line is stored, and that an agent becomes the owner.
/// </summary>
internal sealed class ThreadModel : IEquatable<ThreadModel>
{
    public static readonly ThreadModel Empty = new();

    public long Version { get; private init; }

    /// <summary>The newest sequence.</summary>
    public long Last { get; private init; }

    public long Epoch { get; private init; }

    /// <summary>Who owns it in <see cref="Epoch"/>; null: nobody has seen it.</summary>
    public (ConversationPhase Phase, string? Agent)? Owner { get; private init; }

    public ImmutableSortedDictionary<long, string> Lines { get; private init; } = ImmutableSortedDictionary<long, string>.Empty;

    public ImmutableHashSet<string> Keys { get; private init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Every agent who became the owner, with the epoch he got.</summary>
    public ImmutableHashSet<Ownership> Owners { get; private init; } = [];

    /// <summary>Null: the view is older than what is known, or says something else than what is known.</summary>
    public ThreadModel? See(SeenView? view)
    {
        if (view is null) return this;
        if (view.Version < Version || view.Last < Last || view.Epoch < Epoch) return null;
        var owner = (view.Phase, view.Phase == ConversationPhase.Agent ? view.Agent : null);
        if (view.Epoch == Epoch && Owner is { } known && known != owner) return null;
        if (view.Epoch > Epoch && view.Phase == ConversationPhase.Agent && !Owners.Contains(new(view.Agent!, view.Epoch))) return null;
        return Copy(view.Version, view.Last, view.Epoch, owner);
    }

    /// <summary>Null: the agent cannot be the owner of this epoch now.</summary>
    public ThreadModel? OwnedBy(Ownership owner)
    {
        if (Epoch > owner.Epoch || (Epoch == owner.Epoch && Owner is { } known && known != (ConversationPhase.Agent, owner.Agent))) return null;
        return Owners.Contains(owner) ? Copy(Version, Last, owner.Epoch, (ConversationPhase.Agent, owner.Agent)) : null;
    }

    /// <summary>Null: the epoch that the agent read has passed, or did not wait.</summary>
    public ThreadModel? TakenBy(Ownership owner)
    {
        if (Epoch >= owner.Epoch || (Epoch == owner.Epoch - 1 && Owner is { Phase: not ConversationPhase.Waiting })) return null;
        return new()
        {
            Version = Version,
            Last = Last,
            Epoch = owner.Epoch,
            Owner = (ConversationPhase.Agent, owner.Agent),
            Lines = Lines,
            Keys = Keys,
            Owners = Owners.Add(owner),
        };
    }

    public ThreadModel GivenTo(ConversationPhase phase) => Copy(Version, Last, Epoch + 1, (phase, null));

    /// <summary>Null: the lines are not the next ones, or one of them is stored already.</summary>
    public ThreadModel? Store((string Key, long Sequence)[] lines)
    {
        var (all, keys, last) = (Lines, Keys, Last);
        foreach (var (key, sequence) in lines)
        {
            if (sequence <= last || keys.Contains(key)) return null;
            (all, keys, last) = (all.Add(sequence, key), keys.Add(key), sequence);
        }
        return new() { Version = Version, Last = last, Epoch = Epoch, Owner = Owner, Lines = all, Keys = keys, Owners = Owners };
    }

    public ThreadModel Reach(long last) => Copy(Version, Math.Max(Last, last), Epoch, Owner);

    public bool Equals(ThreadModel? other) => other is not null && Version == other.Version && Last == other.Last && Epoch == other.Epoch
        && Owner == other.Owner && Lines.Count == other.Lines.Count && Owners.Count == other.Owners.Count && Lines.SequenceEqual(other.Lines) && Owners.SetEquals(other.Owners);

    public override bool Equals(object? obj) => Equals(obj as ThreadModel);

    public override int GetHashCode() => HashCode.Combine(Version, Last, Epoch, Owner, Lines.Count, Owners.Count);

    public override string ToString() => $"version ≥ {Version}, last ≥ {Last}, epoch ≥ {Epoch}, owner {(Owner is { } owner ? $"{owner.Phase} {owner.Agent}" : "unknown")}, {Lines.Count} lines";

    private ThreadModel Copy(long version, long last, long epoch, (ConversationPhase Phase, string? Agent)? owner) =>
        new() { Version = version, Last = last, Epoch = epoch, Owner = owner, Lines = Lines, Keys = Keys, Owners = Owners };
}
