using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Agents;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Grains.Conversations;

/// <summary>What only staff read and write, and how somebody becomes the owner without an offer.</summary>
internal sealed partial class ConversationGrain
{
    private const int MostLines = 200;
    private const int NewestLines = 50;

    public async Task<InternalResult> SayInternallyAsync(InternalMessage message)
    {
        var turn = await DecideAsync((state, setting) => Conversation.SayInternally(state, message, setting));
        var taken = turn.Outcome is CommandOutcome.Done or CommandOutcome.Repeated;
        var number = taken && State.AgentIds.TryGet(ConversationFold.InternalKey(message.Who.Role, message.Who.Id, message.ClientId), out var stored) ? stored : 0;
        return new(turn.Outcome, number, turn.Error, View());
    }

    public async Task<InternalPage> ReadInternalAsync(StaffMember reader, long after, int max)
    {
        if (StaffBounds.Check(reader) is not null) return new(CommandOutcome.Invalid, [], 0);
        if (!State.MayRead(reader)) return new(CommandOutcome.NotOwner, [], 0);
        var lines = await _thread.ReadLinesAsync(Math.Max(0, after), Math.Clamp(max, 1, MostLines), reader);
        return new(CommandOutcome.Done, lines, State.Staff.LastInternal, State.Staff.ToView(State.Version));
    }

    public Task<bool> ConfirmInternalAsync(string sessionId, long number)
    {
        var listens = _delivery.ConfirmInternal(sessionId, number);
        WatchDelivery();
        return Task.FromResult(listens);
    }

    /// <summary>What staff are told besides when they open a session.</summary>
    private async Task<OpenResult> WithStaffAsync(OpenResult result, StaffMember reader, string? sessionId)
    {
        if (result.View is null) return result;
        var lines = await _thread.ReadLinesAsync(Math.Max(0, State.Staff.LastInternal - NewestLines), NewestLines, reader);
        _delivery.AnsweredInternal(sessionId);
        return result with { Staff = State.Staff.ToView(State.Version), Internal = lines.Length == 0 ? null : lines };
    }

    // The colleague hears of his consult from the Agent, who knows his sessions; said again while he has not come.
    private void TellColleague(ConversationState before)
    {
        var (was, now) = (before.Staff.Consult, State.Staff.Consult);
        if (was?.Colleague is { } former && (now?.Colleague != former || now.Since != was.Since))
            Invite(former, new(_id, before.Epoch, was.By, before.AgentName, null, was.Since, Ended: true));
        if (now is { Colleague: { } colleague, Joined: false } && was != now) Invite(colleague, Invitation(now));
    }

    private void TellColleagueAgain()
    {
        if (State.Staff.Consult is { Colleague: { } colleague, Joined: false } asked) Invite(colleague, Invitation(asked));
    }

    private ConsultInvitation Invitation(Consult asked) => new(_id, State.Epoch, asked.By, State.AgentName, asked.Question, asked.Since);

    private void Invite(string colleague, ConsultInvitation invitation) => _notices.Latest(
        $"consult {colleague}", () => GrainFactory.GetGrain<IAgentGrain>(colleague).OnConsultAsync(invitation));

    /// <summary>A hold in the ledger of somebody whom no queue offered the work; a time-out leaves open whether it is there, the Agent asks about it later.</summary>
    private async Task<Turn> TakeAsync(string agent, Guid offer, Wait wait, int weight, string who)
    {
        var queue = new QueueId(_id.Shop, wait.Queue);
        var work = new OfferView(offer, _id, queue, State.Epoch, weight, time.GetUtcNow(), wait.Arrival, State.Topic, State.Reason, State.Context.Name, wait.Request);
        try
        {
            var result = await GrainFactory.GetGrain<IAgentGrain>(agent).TakeAsync(work, State.Epoch + 1).WaitAsync(AgentPatience, time);
            return result.Outcome switch
            {
                ConfirmOutcome.Confirmed => new(CommandOutcome.Done, null, [], []),
                ConfirmOutcome.OverCapacity => Turn.Refuse(CommandOutcome.OverCapacity, $"{who} has no capacity left."),
                _ => Turn.Unavailable,
            };
        }
        catch (Exception e)
        {
            LogAgentSilent(e, _id, agent);
            return Turn.Unavailable;
        }
    }

    /// <summary>Whoever is named, as he is now; null with a refusal when he cannot be asked or is nobody of this shop.</summary>
    private async Task<(AgentProfile? Profile, PresenceState Presence, Turn? Refusal)> FindAgentAsync(AgentId agent)
    {
        try
        {
            var grain = GrainFactory.GetGrain<IAgentGrain>(agent.Value);
            var profile = await grain.GetProfileAsync().WaitAsync(AgentPatience, time);
            if (profile is null || !Belongings.Shops(profile).Contains(_id.Shop)) return (null, default, Turn.Refuse(CommandOutcome.Unknown, "No such agent serves this shop."));
            var view = await grain.GetAsync().WaitAsync(AgentPatience, time);
            return (profile, view?.State ?? PresenceState.Offline, null);
        }
        catch (Exception e)
        {
            LogAgentSilent(e, _id, agent.Value);
            return (null, default, Turn.Unavailable);
        }
    }

    /// <summary>Where it waits: the queue that is named, the one it came from if he serves it, else one of his.</summary>
    private async Task<(string? Queue, Turn? Refusal)> QueueForAsync(TransferTarget target)
    {
        if (target.Queue is { } named && target.Agent is null) return (named, null);
        if (target.Agent is not { } agent) return (State.Wait?.Queue ?? "", null);
        var (profile, _, refusal) = await FindAgentAsync(agent);
        if (profile is null) return (null, refusal);
        if (target.Queue is not null) return (target.Queue, null);
        var his = Belongings.In(profile, _id.Shop, time.GetUtcNow());
        if (his.Length == 0) return (null, Turn.Refuse(CommandOutcome.NotReachable, $"{profile.Name} serves no queue of this shop now."));
        return (State.Wait is { } wait && his.Contains(wait.Queue) ? wait.Queue : his[0], null);
    }
}
