using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Contracts.Agents;

/// <summary>An agent: presence and the capacity ledger, alone. Key: <see cref="AgentId"/>.</summary>
public interface IAgentGrain : IGrainWithStringKey
{
    [ReadOnly]
    Task<AgentView?> GetAsync();

    [ReadOnly]
    Task<AgentProfile?> GetProfileAsync();

    /// <summary>Creates or changes the profile (API only).</summary>
    Task<ProfileResult> PutProfileAsync(AgentProfile profile);

    /// <summary>A connection with a lease of <paramref name="lease"/>; renewed by calling again. Null: no such agent.</summary>
    Task<AgentView?> ConnectAsync(SessionAddress session, TimeSpan lease);

    /// <summary>False: the lease is not known (any more, leases live in memory); connect again.</summary>
    Task<bool> RenewAsync(string sessionId, TimeSpan lease);

    Task DisconnectAsync(string sessionId);

    /// <summary>
    /// The agent's own word: ends a forced presence and a drain of his own. The reason (break, training …; 1 to 64 characters, one of
    /// those that his shops list, if any lists some) is kept unless he is online.
    /// </summary>
    Task<PresenceResult> SetPresenceAsync(PresenceIntent intent, string? reason);

    /// <summary>A supervisor's word: counts instead of the intent, which stays.</summary>
    Task<PresenceResult> ForcePresenceAsync(ForcePresence command);

    Task<PresenceResult> EndForceAsync(string by);

    /// <summary>No new work; ends when he is empty. Ordered again: the newer order counts.</summary>
    Task<PresenceResult> DrainAsync(DrainAgent command);

    Task<PresenceResult> EndDrainAsync(string by);

    /// <summary>The agent is ready for the next: ends the wrap-up of one work, or (null) of all.</summary>
    Task<PresenceResult> EndWrapUpAsync(ConversationId? work);

    /// <summary>The agent did something elsewhere: he responds again.</summary>
    Task<PresenceResult> RespondAsync();

    // From the Queue ------------------------------------------------------------------------------------------------
    Task<ReserveResult> ReserveAsync(ReserveWork request);

    /// <summary>The queue ends an offer: time is up, or the work is gone.</summary>
    Task WithdrawAsync(Guid offer, OfferEnd end);

    /// <summary>How he stands to a queue that has just started or compares what it believes.</summary>
    [ReadOnly]
    Task<AgentReport> ReportAsync(QueueId queue);

    // From the Conversation -----------------------------------------------------------------------------------------
    /// <summary>Turns a reservation into a hold: capacity is checked again and the ledger stored before the answer.</summary>
    Task<ConfirmResult> ConfirmAsync(Guid offer, ConversationId work, long newEpoch);

    /// <summary>
    /// Reserves and confirms in one step, whatever the presence and the queues of the profile; weight 0 always fits. Settled like a
    /// confirmed offer; the same offer again is confirmed again.
    /// </summary>
    Task<ConfirmResult> TakeAsync(OfferView offer, long newEpoch);

    /// <summary>A call-back becomes the customer's chat: the stored hold of this offer changes its work. Idempotent.</summary>
    Task<ConfirmOutcome> MoveHoldAsync(ConversationId from, Guid offer, ConversationId to, long newEpoch);

    /// <summary>The answer to an unsettled hold, and the confirmation of a settled one.</summary>
    Task SettleAsync(ConversationId work, Guid offer, bool yours);

    /// <summary>The work is no longer his (closed, transferred, requeued, handed back). Idempotent.</summary>
    Task ReleaseAsync(ConversationId work, long epoch);

    /// <summary>The newest word in a held chat, when the ledger asked or when it may count as silent; older words change nothing.</summary>
    Task OnActivityAsync(ConversationId work, long epoch, DateTimeOffset at);

    Task<ServingState> GetServingAsync(ConversationId work, long epoch);

    /// <summary>He is asked into a conversation as a colleague, or not any more; shown to his sessions. Repeats are harmless.</summary>
    Task OnConsultAsync(ConsultInvitation invitation);

    /// <summary>Somebody else wrote a note in a work order that he holds; his sessions look at it. Repeats are harmless.</summary>
    Task OnOrderNotedAsync(ConversationId order);

    // From the agent's client ---------------------------------------------------------------------------------------
    Task<CommandOutcome> DeclineAsync(Guid offer);
}
