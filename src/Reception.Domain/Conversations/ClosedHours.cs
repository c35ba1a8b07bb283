using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>What becomes of a wish for a person when it cannot be met at once.</summary>
public enum WayOut { Wait = 0, Bot = 1, Message = 2, CallBack = 3 }

/// <summary>
/// Outside the hours, decided when a person is wanted. "人工 / human" is never lost: who asks again after he was told to come back waits
/// (<see cref="ClosedAction.Wait"/>) or leaves a message (<see cref="ClosedAction.Bot"/>); what was promised and is still to come is told
/// again instead of being promised twice.
/// </summary>
public static class ClosedHours
{
    /// <summary>How long a promise that a limit led to stands for further wishes of the same episode.</summary>
    public static readonly TimeSpan PromiseStands = TimeSpan.FromHours(1);

    /// <summary>So long after its queue closed a customer who still waits is told: those who close up may serve him yet.</summary>
    public static readonly TimeSpan ToldAfter = TimeSpan.FromMinutes(5);

    public static WayOut Decide(ClosedAction action, HandOverReason reason, bool wasDeferred) => action switch
    {
        ClosedAction.Message => WayOut.Message,
        ClosedAction.CallBack => WayOut.CallBack,
        ClosedAction.Bot => wasDeferred && reason == HandOverReason.Asked ? WayOut.Message : WayOut.Bot,
        _ => wasDeferred && reason == HandOverReason.Asked ? WayOut.Wait : WayOut.Bot,
    };

    /// <summary>The promise of this episode that stands for the wish already; null: none.</summary>
    public static Promise? Standing(ConversationState state, DateTimeOffset now) => state.Promises.LastOrDefault(p =>
        p.Episode == state.Episode && (p.Cause == WaitCause.Closed ? p.NotBefore is null || p.NotBefore > now : now - p.At < PromiseStands));
}
