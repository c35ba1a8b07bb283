using Reception.Contracts.Shops;

namespace Reception.Domain.Queues;

/// <summary>All that works with the same request, topic and weight go through while they wait, by age.</summary>
internal sealed class WorkShape(WorkPhase[] phases)
{
    public WorkPhase[] Phases { get; } = phases;

    /// <summary>Works that have it.</summary>
    public int Works { get; set; }
}

/// <summary>One stretch of a wait in which nothing changes by itself.</summary>
/// <param name="From">Age at which it begins.</param>
/// <param name="Earlier">By how much all steps so far have moved the due time.</param>
/// <param name="Step">Number of the last step in force, 1 = first; 0 = none.</param>
/// <param name="Begins">Steps that begin now and send the work elsewhere or offer something.</param>
/// <param name="IsLimit">The longest wait ends here.</param>
/// <param name="Next">What widens next: a step that begins, or something that is asked for no longer.</param>
internal sealed record WorkPhase(TimeSpan From, WorkSignature Signature, TimeSpan Earlier, int Step, QueueStep[] Begins, bool IsLimit, Widening? Next);

/// <summary>At this age more may serve, by a step of this name or because a requirement expires.</summary>
internal sealed record Widening(TimeSpan At, string Name);
