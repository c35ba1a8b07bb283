using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;

namespace Reception.Cluster.Linearizability;

/// <summary>
/// The sequential specification of one conversation as its clients see it. Lines get the next sequences, each once; who looks later
/// sees everything that was there before, and nothing that nobody said; an agent's command counts only in the epoch in which he owns
/// the conversation, and only accepting an offer in the epoch in which it waits makes him the owner.
/// </summary>
internal sealed class ThreadSpecification : ISpecification<ThreadModel, ThreadStep>
{
    public ThreadModel Initial => ThreadModel.Empty;

    public bool TryApply(ThreadModel state, ThreadStep operation, out ThreadModel next)
    {
        var after = operation switch
        {
            Said step => Say(state, step),
            TookOver { View: null } step when state.OwnedBy(step.Owner) is { } owned => owned, // an accept that was sent again is answered as done already
            TookOver step => state.TakenBy(step.Owner)?.See(step.View),
            GaveAway step => state.OwnedBy(step.Owner)?.GivenTo(step.To).See(step.View),
            Commanded step => Command(state, step),
            Refused step => Refuse(state, step),
            Looked step => state.See(step.View),
            ReadPage step => Read(state, step),
            _ => null,
        };
        next = after ?? state;
        return after is not null;
    }

    private static ThreadModel? Say(ThreadModel state, Said step)
    {
        if (step.View is { } view && view.Version <= state.Version) return null;
        var owned = step.Owner is { } owner ? state.OwnedBy(owner) : state;
        return owned?.Store(step.Lines)?.See(step.View);
    }

    private static ThreadModel? Command(ThreadModel state, Commanded step) => (step.Kind, step.View) switch
    {
        (_, null) => state,
        (CommandKind.Close, { Phase: not ConversationPhase.Closed }) => null,
        (CommandKind.Close, { } view) when view.Epoch <= state.Epoch => null,
        (CommandKind.Ask, { Phase: not (ConversationPhase.Waiting or ConversationPhase.Agent) }) => null,
        _ => state.See(step.View),
    };

    private static ThreadModel? Refuse(ThreadModel state, Refused step) => (step.Outcome, step.Owner, step.View) switch
    {
        (_, _, null) => state,
        // An epoch that never began is refused too: the ledger had confirmed, and told the agent, what the conversation could not append.
        (CommandOutcome.StaleEpoch, { } owner, { } view) when view.Epoch == owner.Epoch => null,
        (CommandOutcome.NotOwner, { } owner, { } view) when view.Epoch == owner.Epoch && view.Phase == ConversationPhase.Agent && view.Agent == owner.Agent => null,
        (CommandOutcome.WrongPhase, null, { Phase: not (ConversationPhase.New or ConversationPhase.Closed) }) => null,
        _ => state.See(step.View),
    };

    private static ThreadModel? Read(ThreadModel state, ReadPage page)
    {
        if (page.Last < state.Last) return null;
        var at = page.After;
        foreach (var line in page.Lines)
        {
            if (line.Sequence != ++at) return null;
            if (state.Lines.GetValueOrDefault(line.Sequence) != line.Key) return null;
        }
        return at > page.Last ? null : state.Reach(page.Last);
    }
}
