using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

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

    /// <summary>Completes when there is room for a page of messages.</summary>
    ValueTask WhenRoomAsync() => ValueTask.CompletedTask;
}
