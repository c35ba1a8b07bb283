using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Grains.Agents;

/// <summary>
/// Consults he is asked into: shown to his sessions, in memory only. Who connects later is shown those that still stand; what is lost with
/// a silo the conversation says again while it waits for him.
/// </summary>
internal sealed partial class AgentGrain
{
    /// <summary>Invitations remembered; one more forgets the oldest.</summary>
    private const int MostConsults = 32;

    private readonly Dictionary<ConversationId, ConsultInvitation> _consults = [];

    public Task OnConsultAsync(ConsultInvitation invitation)
    {
        if (_consults.TryGetValue(invitation.Conversation, out var known) && known.Since > invitation.Since) return Task.CompletedTask;
        _consults.Remove(invitation.Conversation);
        if (!invitation.Ended)
        {
            if (_consults.Count >= MostConsults) _consults.Remove(_consults.Values.MinBy(c => c.Since)!.Conversation);
            _consults[invitation.Conversation] = invitation;
        }
        Push(id => new SessionPush(id, Consult: invitation));
        return Task.CompletedTask;
    }

    private void ShowConsults(SessionAddress session)
    {
        if (_consults.Count > 0) _ = PushAsync(session.Gateway, [.. _consults.Values.Select(c => new SessionPush(session.SessionId, Consult: c))]);
    }
}
