using Reception.Contracts.Agents;
using Reception.Contracts.Assistant;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Contracts.WorkOrders;

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
    /// <summary>Attaches an agent's session (owner only; see <see cref="JoinConsultAsync"/> and <see cref="MonitorAsync"/>).</summary>
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

    // Staff ---------------------------------------------------------------------------------------------------------
    /// <summary>To an agent first, then to a queue (see <see cref="TransferTarget"/>); the arrival time is kept.</summary>
    Task<CommandResult> TransferToAsync(AgentCommand command, TransferTarget target);

    /// <summary>Asks a colleague or an outside party; the customer stays with the owner and hears nothing of it.</summary>
    Task<CommandResult> ConsultAsync(AgentCommand command, ConsultTarget target);

    /// <summary>Ends the consult: the colleague becomes the owner (his capacity is checked), or nothing changes.</summary>
    Task<CommandResult> EndConsultAsync(AgentCommand command, bool complete);

    /// <summary>The colleague comes, or comes back after a lost connection.</summary>
    Task<OpenResult> JoinConsultAsync(JoinConsult command);

    /// <summary>The colleague leaves (or does not come): the consult ends.</summary>
    Task<CommandResult> LeaveConsultAsync(AgentId colleague, string commandId);

    /// <summary>Tells the customer, in words and a link, who outside is in charge.</summary>
    Task<CommandResult> SendOutsideAsync(AgentCommand command, OutsideTarget target);

    /// <summary>Stores a line that only staff see.</summary>
    Task<InternalResult> SayInternallyAsync(InternalMessage message);

    /// <summary>Internal lines after a number, oldest first, as this reader may see them: the owner, the colleague he consults, a supervisor.</summary>
    [ReadOnly]
    Task<InternalPage> ReadInternalAsync(StaffMember reader, long after, int max);

    /// <summary>Like <see cref="ConfirmAsync"/>, of internal lines.</summary>
    Task<bool> ConfirmInternalAsync(string sessionId, long number);

    /// <summary>A supervisor listens.</summary>
    Task<OpenResult> MonitorAsync(MonitorCommand command);

    /// <summary>The supervisor becomes the owner, as the agent of the same id; whoever owned it is told.</summary>
    Task<CommandResult> TakeOverAsync(SupervisorCommand command);

    /// <summary>To another agent or queue, whoever owns it; the arrival time is kept.</summary>
    Task<CommandResult> ReassignAsync(SupervisorCommand command, TransferTarget target);

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

    /// <summary>From the Agent, whose ledger has reserved for an offer that nobody needs to accept: what accepting does. Throws while it cannot be done.</summary>
    Task OnAutoAcceptedAsync(AcceptOffer command);

    /// <summary>From the Agent: was anything said lately? The answer comes as <see cref="IAgentGrain.OnActivityAsync"/>, and the next word is told likewise.</summary>
    Task OnQuietAskedAsync(AgentId agent, long epoch);

    /// <summary>From the Queue: the place changed; older versions are dropped.</summary>
    Task OnPlaceChangedAsync(long epoch, long version, PlaceInQueue place);

    /// <summary>From the Queue: a step with an overflow or an offer took force for this wait. Older epochs and what was done are dropped.</summary>
    Task OnWaitStepAsync(long epoch, QueueStep step);

    /// <summary>From the Queue: it has waited as long as the queue's limit allows. Older epochs are dropped.</summary>
    Task OnWaitLimitAsync(long epoch);

    /// <summary>From this conversation's own notice: what was promised exists as a work order.</summary>
    Task OnPromiseMadeAsync(long promise);

    /// <summary>From a call-back: it is this customer's turn. Answered with <see cref="IWorkOrderGrain.OnCallBackAsync"/>.</summary>
    Task OnCallBackAsync(CallBackTurn turn);

    /// <summary>From a Sweeper: the stored due time has come. Does the next step, or corrects a stale row.</summary>
    Task OnDueAsync();
}
