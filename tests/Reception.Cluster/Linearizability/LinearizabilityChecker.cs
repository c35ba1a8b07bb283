namespace Reception.Cluster.Linearizability;

/// <summary>
/// Decides whether a concurrent history could have come from operations that took effect one at a time, each at some instant
/// between its call and its answer.
/// </summary>
/// <remarks>
/// The search is that of Wing and Gong ("Testing and verifying concurrent objects", JPDC 17, 1993): take any operation that
/// nothing unfinished precedes, apply it, go on; when an answer is reached whose operation has not been applied, undo. Lowe ("Testing
/// for linearizability", CCPE 29(4), 2017) adds the memory: a set of applied operations that led to the same state before is not
/// tried again. The list of calls and answers with lifting and unlifting is Lowe's too. Deciding is NP-complete (Gibbons and Korach,
/// 1997), but a history of independent objects is linearizable exactly if each object's part is (Herlihy and Wing, 1990; used as
/// "P-compositionality" by Horn and Kroening, FORTE 2015): callers check each conversation alone, whose histories are short.
/// <para>An operation of unknown outcome has a call and no answer: it may be applied anywhere after its call and need not be.</para>
/// </remarks>
internal static class LinearizabilityChecker
{
    public static Verdict<TOperation> Check<TState, TOperation>(ISpecification<TState, TOperation> specification, IReadOnlyList<Timed<TOperation>> history, long budget = 2_000_000)
        where TState : IEquatable<TState>
    {
        var head = EventList.Of(history);
        var answers = history.Count(operation => operation.Returned is not null);
        var applied = new AppliedSet(history.Count);
        var seen = new HashSet<(AppliedSet, TState)>();
        var path = new Stack<(EventNode Node, TState Before)>();
        var state = specification.Initial;
        int[] longest = [];
        var stuck = -1;

        for (var node = head.Next; answers > 0; budget--)
        {
            if (budget == 0) return new(Linearity.Undecided, Pick(history, longest), stuck < 0 ? null : history[stuck]);
            if (node!.IsCall)
            {
                if (specification.TryApply(state, history[node.Operation].Operation, out var next) && seen.Add((applied.With(node.Operation), next)))
                {
                    path.Push((node, state));
                    applied = applied.With(node.Operation);
                    state = next;
                    answers -= node.Lift();
                    node = head.Next;
                    continue;
                }
                node = node.Next;
                continue;
            }
            if (path.Count >= longest.Length) (longest, stuck) = ([.. path.Reverse().Select(step => step.Node.Operation)], node.Operation);
            if (path.Count == 0) return new(Linearity.Violated, Pick(history, longest), history[stuck]);
            (node, state) = path.Pop();
            applied = applied.Without(node.Operation);
            answers += node.Unlift();
            node = node.Next;
        }
        return new(Linearity.Linearizable, [.. path.Reverse().Select(step => history[step.Node.Operation])], null);
    }

    private static List<Timed<TOperation>> Pick<TOperation>(IReadOnlyList<Timed<TOperation>> history, int[] order) => [.. order.Select(i => history[i])];
}
