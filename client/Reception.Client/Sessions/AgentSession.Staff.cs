using System.Collections.Concurrent;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Client.Sessions;

/// <summary>Transfers to people, consults, and the conversations in which this agent is consulted. Results are as of the other commands.</summary>
public sealed partial class AgentSession
{
    private readonly ConcurrentDictionary<ConversationId, GuestThread> _guests = new();

    public bool? TransferTo(ConversationId conversation, long epoch, string commandId, TransferTarget target, Action<CommandResult> answer) =>
        Command(conversation, grain => grain.TransferToAsync(new AgentCommand(Agent, epoch, commandId), target), answer);

    public bool? Consult(ConversationId conversation, long epoch, string commandId, ConsultTarget target, Action<CommandResult> answer) =>
        Command(conversation, grain => grain.ConsultAsync(new AgentCommand(Agent, epoch, commandId), target), answer);

    /// <summary>Ends the consult; complete: the colleague becomes the owner.</summary>
    public bool? EndConsult(ConversationId conversation, long epoch, string commandId, bool complete, Action<CommandResult> answer) =>
        Command(conversation, grain => grain.EndConsultAsync(new AgentCommand(Agent, epoch, commandId), complete), answer);

    public bool? SendOutside(ConversationId conversation, long epoch, string commandId, OutsideTarget target, Action<CommandResult> answer) =>
        Command(conversation, grain => grain.SendOutsideAsync(new AgentCommand(Agent, epoch, commandId), target), answer);

    /// <summary>A line that only staff see, as the owner or as the colleague he consults.</summary>
    public bool? SayInternally(ConversationId conversation, long epoch, string clientId, string text, bool ofParty, Action<CommandResult> answer)
    {
        var message = new InternalMessage(new StaffMember(StaffRole.Agent, Agent.Value, View?.Name), epoch, clientId, text, ofParty);
        var lane = _threads.GetValueOrDefault(conversation)?.Feed.Lane ?? _guests.GetValueOrDefault(conversation)?.Feed.Lane;
        return lane?.TryAdd(() => _client.SayAsync(conversation, message, answer));
    }

    /// <summary>Follows an invitation.</summary>
    public bool Join(ConversationId conversation, long after, Action<OpenResult> answer)
    {
        var guest = _guests.GetOrAdd(conversation, id => new GuestThread(id, SessionId, _events, _client, JoinAsync));
        return guest.Feed.Lane.TryAdd(async () =>
        {
            if (!await guest.OpenAsync(after, answer)) _guests.TryRemove(new(conversation, guest));
        });

        Task<OpenResult> JoinAsync(IConversationGrain grain, long from) =>
            grain.JoinConsultAsync(new JoinConsult(Agent, View?.Name, new OpenSession(Address, from, new VisitContext())));
    }

    /// <summary>Ends the consult, or declines the invitation.</summary>
    public bool Leave(ConversationId conversation, string commandId, Action<CommandResult> answer)
    {
        _guests.TryRemove(conversation, out _);
        var grain = _client.Cluster.GetGrain<IConversationGrain>(conversation.ToString());
        return _lane.TryAdd(async () => answer(await _client.Patience.CallAsync(() => grain.LeaveConsultAsync(Agent, commandId), result => result.Outcome == CommandOutcome.Unavailable, Answers.Unavailable)));
    }

    // True: it was a guest's. When the consult is over the session goes on or ends at the conversation by itself; closing it here could
    // close the one under which he owns it now.
    private bool ReceiveAsGuest(ConversationId conversation, SessionPush push)
    {
        if (!_guests.TryGetValue(conversation, out var guest)) return false;
        guest.Feed.Receive(push);
        if (push.Staff is { } staff && staff.Consult?.Colleague != Agent.Value) _guests.TryRemove(new(conversation, guest));
        return true;
    }

    private void Receive(ConsultInvitation invitation)
    {
        if (invitation.Ended) _guests.TryRemove(invitation.Conversation, out _);
        _events.OnConsult(invitation);
    }
}
