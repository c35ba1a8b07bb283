using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Contracts.Gateways;

/// <summary>
/// Where a session's pushes go. <see cref="Gateway"/> is the observer's grain id as text, so that it can be stored with the
/// session and called again after an activation was collected or moved.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record SessionAddress(string SessionId, string Gateway);

/// <summary>
/// A hint to one session; exactly the parts that are set matter. What was lost is asked for again by sequence
/// (messages) or version (views, agent), so a push may be dropped, doubled or late. <see cref="Order"/>: a work order that he holds was noted in.
/// <see cref="Trace"/>: the W3C trace that it was made in, if that is recorded.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record SessionPush(
    string SessionId,
    ConversationId? Conversation = null,
    ConversationView? View = null,
    ChatMessage[]? Messages = null,
    PlaceInQueue? Place = null,
    Author? Typing = null,
    ProposedReply? Proposal = null,
    OfferView? Offer = null,
    Guid? OfferGone = null,
    AgentView? Agent = null,
    StaffView? Staff = null,
    InternalLine[]? Internal = null,
    ConsultInvitation? Consult = null,
    ConversationId? Order = null,
    string? Trace = null);

/// <summary>One per gateway process: receives the pushes for all its sessions.</summary>
public interface IGatewayObserver : IGrainObserver
{
    /// <summary>Answered at once by a gateway that lives; no answer in 5 s counts as its loss.</summary>
    [ResponseTimeout("00:00:05")]
    Task PushAsync(SessionPush[] pushes);
}
