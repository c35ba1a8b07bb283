using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>Deadlines that passed are written down once, when a Sweeper finds them or when the next thing happens.</summary>
public static partial class Conversation
{
    private static void NoteMissed(Draft draft)
    {
        foreach (var deadline in ServiceDeadlines.Of(draft.State, draft.Policy).Where(d => d.Due <= draft.Now).ToList())
        {
            var state = draft.State;
            var waiting = state is { Phase: ConversationPhase.Waiting, Wait: { } wait } && wait.Due > wait.Arrival ? wait with { Due = wait.Arrival } : null;
            draft.Add(new DeadlineMissed(draft.Now, draft.Episode, deadline.Kind, deadline.Since, deadline.Due, state.Wait?.Queue, state.Agent, waiting));
        }
    }
}
