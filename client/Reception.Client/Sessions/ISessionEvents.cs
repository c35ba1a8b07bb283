using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;

namespace Reception.Client.Sessions;

/// <summary>
/// What a session tells its owner. Calls come one at a time per conversation, messages in order and without a gap. Every
/// method has to return at once; <see cref="WhenRoomAsync"/> is how a slow owner slows down the reading of old messages.
/// </summary>
public interface ISessionEvents
{
    /// <summary>New messages, a newer view, or both.</summary>
    void OnThread(ConversationId conversation, IReadOnlyList<ChatMessage> messages, ConversationView? view);

    void OnPlace(ConversationId conversation, PlaceInQueue place);

    void OnTyping(ConversationId conversation, Author author);

    void OnProposal(ConversationId conversation, ProposedReply proposal) { }

    void OnOffer(OfferView offer) { }

    void OnOfferGone(Guid offer) { }

    void OnAgent(AgentView agent) { }

    /// <summary>A work order that the agent holds.</summary>
    void OnWorkOrder(WorkOrderView order) { }
    /// <summary>What only staff see: a newer picture, new internal lines, or both. Never called for a customer.</summary>
    void OnStaff(ConversationId conversation, StaffView? staff, IReadOnlyList<InternalLine> lines) { }

    /// <summary>A colleague asks him into a conversation, or does not any more.</summary>
    void OnConsult(ConsultInvitation invitation) { }

    /// <summary>Completes when there is room for a page of messages.</summary>
    ValueTask WhenRoomAsync() => ValueTask.CompletedTask;
}
