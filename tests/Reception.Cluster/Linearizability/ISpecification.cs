namespace Reception.Cluster.Linearizability;

/// <summary>
/// What an object does when its operations come one after the other. An operation carries the answer that was seen;
/// <see cref="TryApply"/> says whether this answer is right in a state, and the state after it. Equal states must be interchangeable.
/// </summary>
internal interface ISpecification<TState, in TOperation>
    where TState : IEquatable<TState>
{
    TState Initial { get; }

    bool TryApply(TState state, TOperation operation, out TState next);
}

/// <summary>
/// An operation and when it was called and answered, on one monotonic clock. <see cref="Returned"/> null: the outcome is unknown, so
/// it may take effect at any time after the call, or never.
/// </summary>
internal sealed record Timed<TOperation>(TOperation Operation, long Invoked, long? Returned);

/// <summary>What the checker found. <see cref="Prefix"/> is the longest order it could build, <see cref="Stuck"/> what did not fit after it.</summary>
internal sealed record Verdict<TOperation>(Linearity Linearity, IReadOnlyList<Timed<TOperation>> Prefix, Timed<TOperation>? Stuck);

internal enum Linearity
{
    Linearizable = 0,
    Violated = 1,
    /// <summary>The budget of steps was used up before an answer.</summary>
    Undecided = 2,
}
