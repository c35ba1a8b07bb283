using Reception.Contracts.Agents;
using Reception.Contracts.Assistant;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Contracts.Conversations;

/// <summary>
/// The thread with one customer, key <see cref="ConversationId"/>. Owns, alone: episodes, owner and epoch, message sequence.
/// Everything acknowledged here is durable.
/// </summary>
public interface IConversationGrain : IGrainWithStringKey
{
    // Customer ------------------------------------------------------------------------------------------------------
    /// <summary>Opens or resumes a customer's session.</summary>
    Task<OpenResult> OpenAsync(OpenSession command);

    /// <summary>Stores a burst and answers with what the bot says to it. Repeated client ids are acknowledged again, not stored again.</summary>
    Task<PostResult> PostAsync(PostMessages command);

    /// <summary>Hands over to a human at once. Never refused while the conversation is with the bot.</summary>
    Task<CommandResult> AskForHumanAsync(CustomerCommand command);

    /// <summary>The customer ends the episode.</summary>
    Task<CommandResult> CloseAsync(CustomerCommand command);

    Task<CommandResult> RateAsync(RateEpisode command);

    /// <summary>Whether an answer of the bot helped. Only the newest answers can be rated; one that did not help is not given again in its episode.</summary>
    Task<CommandResult> RateAnswerAsync(RateAnswer command);

    /// <summary>An order of this customer, from the shop's own system.</summary>
    Task<OrderResult> ReportOrderAsync(OrderEvent order);

    // Sessions ------------------------------------------------------------------------------------------------------
    /// <summary>Attaches an agent's session (owner only; a supervisor's listens in a later step).</summary>
    Task<OpenResult> AttachAgentAsync(AgentId agent, OpenSession command);

    /// <summary>Everything up to <paramref name="sequence"/> has reached the session. False: nothing is pushed to this session (any more); it has to be opened again.</summary>
    Task<bool> ConfirmAsync(string sessionId, long sequence);

    Task CloseSessionAsync(string sessionId);

    /// <summary>Not stored: the other side is writing.</summary>
    Task TypingAsync(string sessionId);

    [ReadOnly]
    Task<MessagesPage> ReadAsync(long afterSequence, int max);

    [ReadOnly]
    Task<ConversationView> GetAsync();

    // Agent ---------------------------------------------------------------------------------------------------------
    Task<OpenResult> AcceptAsync(AcceptOffer command);

    Task<PostResult> AgentPostAsync(AgentMessages command);

    Task<CommandResult> AgentCloseAsync(AgentCommand command);

    /// <summary>Gives the conversation back to the bot.</summary>
    Task<CommandResult> HandBackAsync(AgentCommand command);

    /// <summary>Sends the conversation to another queue of the shop; it keeps its arrival time.</summary>
    Task<CommandResult> TransferAsync(AgentCommand command, string queue);

    /// <summary>Stops (or starts again) the machine's answers and proposals while a human serves.</summary>
    Task<CommandResult> MuteAssistantAsync(AgentCommand command, bool muted);

    // Bot -----------------------------------------------------------------------------------------------------------
    /// <summary>
    /// A reply that was awaited comes. Said if its epoch still holds; else a draft for the serving agent and <see cref="CommandOutcome.StaleEpoch"/>;
    /// <see cref="CommandOutcome.NotAwaited"/> for one that came before, was overtaken or was never asked for.
    /// </summary>
    Task<CommandOutcome> BotReplyAsync(BotReply reply);

    // Notices from the right and the sweeper ------------------------------------------------------------------------
    /// <summary>From the Agent: his connection is lost longer than the grace time. Idempotent by epoch.</summary>
    Task OnAgentLostAsync(AgentId agent, long epoch);

    /// <summary>From the Agent: a confirmed hold that nobody settled. The answer comes as <see cref="IAgentGrain.SettleAsync"/>.</summary>
    Task OnHoldUnsettledAsync(AgentId agent, Guid offer);

    /// <summary>From the Queue: the place changed; older versions are dropped.</summary>
    Task OnPlaceChangedAsync(long epoch, long version, PlaceInQueue place);

    /// <summary>From a Sweeper: the stored due time has come. Does the next step, or corrects a stale row.</summary>
    Task OnDueAsync();
}
