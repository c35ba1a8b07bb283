using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;

namespace Reception.Client.Sessions;

/// <summary>Holds events back until the owner has been told that the session is open.</summary>
internal sealed class GatedEvents(ISessionEvents owner) : ISessionEvents
{
    private readonly Lock _gate = new();
    private List<Action>? _held = [];

    public void Open()
    {
        lock (_gate)
        {
            foreach (var held in _held ?? []) held();
            _held = null;
        }
    }

    public void OnThread(ConversationId conversation, IReadOnlyList<ChatMessage> messages, ConversationView? view) => Pass(() => owner.OnThread(conversation, messages, view));

    public void OnPlace(ConversationId conversation, PlaceInQueue place) => Pass(() => owner.OnPlace(conversation, place));

    public void OnTyping(ConversationId conversation, Author author) => Pass(() => owner.OnTyping(conversation, author));

    public void OnProposal(ConversationId conversation, ProposedReply proposal) => Pass(() => owner.OnProposal(conversation, proposal));

    public void OnOffer(OfferView offer) => Pass(() => owner.OnOffer(offer));

    public void OnOfferGone(Guid offer) => Pass(() => owner.OnOfferGone(offer));

    public void OnAgent(AgentView agent) => Pass(() => owner.OnAgent(agent));

    public void OnWorkOrder(WorkOrderView order) => Pass(() => owner.OnWorkOrder(order));
    public void OnStaff(ConversationId conversation, StaffView? staff, IReadOnlyList<InternalLine> lines) => Pass(() => owner.OnStaff(conversation, staff, lines));

    public void OnConsult(ConsultInvitation invitation) => Pass(() => owner.OnConsult(invitation));

    public ValueTask WhenRoomAsync() => owner.WhenRoomAsync();

    private void Pass(Action happened)
    {
        lock (_gate)
        {
            if (_held is null) happened();
            else _held.Add(happened);
        }
    }
}
