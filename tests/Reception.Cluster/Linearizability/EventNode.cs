namespace Reception.Cluster.Linearizability;

/// <summary>A call or an answer in the order of time, in a doubly linked list from which an operation can be lifted and put back in O(1).</summary>
internal sealed class EventNode(int operation, bool isCall)
{
    private EventNode? _previous;
    private EventNode? _answer;

    public int Operation { get; } = operation;

    public bool IsCall { get; } = isCall;

    public EventNode? Next { get; private set; }

    public EventNode Append(EventNode node)
    {
        (Next, node._previous) = (node, this);
        return node;
    }

    public void AnsweredBy(EventNode answer) => _answer = answer;

    /// <summary>Takes the call and its answer out; the number of answers taken (0 for an unknown outcome).</summary>
    public int Lift()
    {
        Unlink();
        _answer?.Unlink();
        return _answer is null ? 0 : 1;
    }

    /// <summary>The reverse of <see cref="Lift"/>, in reverse order.</summary>
    public int Unlift()
    {
        _answer?.Relink();
        Relink();
        return _answer is null ? 0 : 1;
    }

    private void Unlink()
    {
        _previous!.Next = Next;
        Next?._previous = _previous;
    }

    private void Relink()
    {
        _previous!.Next = this;
        Next?._previous = this;
    }
}

/// <summary>The list of a history's calls and answers.</summary>
internal static class EventList
{
    /// <summary>The node before the first event. At the same instant calls stand before answers: what touches counts as concurrent.</summary>
    public static EventNode Of<TOperation>(IReadOnlyList<Timed<TOperation>> history)
    {
        var events = new List<(long Time, EventNode Node)>();
        for (var i = 0; i < history.Count; i++)
        {
            var call = new EventNode(i, isCall: true);
            events.Add((history[i].Invoked, call));
            if (history[i].Returned is not { } returned) continue;
            var answer = new EventNode(i, isCall: false);
            call.AnsweredBy(answer);
            events.Add((returned, answer));
        }
        var head = new EventNode(-1, isCall: true);
        var last = head;
        foreach (var (_, node) in events.OrderBy(e => e.Time).ThenBy(e => e.Node.IsCall ? 0 : 1)) last = last.Append(node);
        return head;
    }
}
