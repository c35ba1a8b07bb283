using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>An agent's presence and what he holds, as a test sets it.</summary>
internal sealed class FakeAgent(FakeCluster cluster, string id)
{
    private long _version = 1;
    private SessionAddress? _session;

    public AgentProfile? Profile { get; set; }

    public List<HeldWork> Holds { get; } = [];

    public List<OfferView> Offers { get; } = [];

    public List<Guid> Declined { get; } = [];

    public PresenceIntent Intent { get; private set; }

    public int Renewals { get; private set; }

    public int Connections { get; private set; }

    public int Disconnections { get; private set; }

    public bool LeaseKnown { get; set; } = true;

    public Task<AgentProfile?> GetProfileAsync() => Task.FromResult(Profile);

    public Task<AgentView?> GetAsync() => Task.FromResult(View());

    /// <summary>What is wrong with every profile that comes.</summary>
    public string[] ProfileErrors { get; set; } = [];

    public Task<ProfileResult> PutProfileAsync(AgentProfile profile)
    {
        if (ProfileErrors.Length > 0) return Task.FromResult(new ProfileResult(ProfileOutcome.Invalid, ProfileErrors));
        Profile = profile;
        return Task.FromResult(new ProfileResult(ProfileOutcome.Stored, []));
    }

    public Task<AgentView?> ConnectAsync(SessionAddress session, TimeSpan lease)
    {
        if (Profile is not null) (_session, Connections) = (cluster.Route(session), Connections + 1);
        return Task.FromResult(View());
    }

    public Task<bool> RenewAsync(string sessionId, TimeSpan lease)
    {
        Renewals++;
        return Task.FromResult(LeaseKnown);
    }

    public Task DisconnectAsync(string sessionId)
    {
        Disconnections++;
        _session = null;
        return Task.CompletedTask;
    }

    public string? Reason { get; private set; }

    public ForcedPresence? Forced { get; private set; }

    public AgentDrain? Drain { get; private set; }

    public List<WrapUp> WrapUps { get; } = [];

    /// <summary>Shown instead of what follows from the intent.</summary>
    public PresenceState? State { get; set; }

    public int Responses { get; private set; }

    public Task<PresenceResult> SetPresenceAsync(PresenceIntent intent, string? reason)
    {
        if (reason == "nothing") return Task.FromResult(new PresenceResult(PresenceOutcome.Invalid, View(), "reason: one of break, training."));
        (Intent, Reason, Forced) = (intent, reason, null);
        return Done();
    }

    public Task<PresenceResult> ForcePresenceAsync(ForcePresence command)
    {
        Forced = new(command.Intent, command.Reason, command.By, cluster.Time.GetUtcNow(), command.Until);
        return Done();
    }

    public Task<PresenceResult> EndForceAsync(string by)
    {
        Forced = null;
        return Done();
    }

    public Task<PresenceResult> DrainAsync(DrainAgent command)
    {
        Drain = new(command.Then, command.Reason, command.By, cluster.Time.GetUtcNow());
        return Done();
    }

    public Task<PresenceResult> EndDrainAsync(string by)
    {
        Drain = null;
        return Done();
    }

    public Task<PresenceResult> EndWrapUpAsync(ConversationId? work)
    {
        WrapUps.RemoveAll(wrapUp => work is null || wrapUp.Work == work);
        return Done();
    }

    public Task<PresenceResult> RespondAsync()
    {
        (State, Responses) = (null, Responses + 1);
        return Done();
    }

    private Task<PresenceResult> Done()
    {
        _version++;
        return Task.FromResult(View() is { } view ? new PresenceResult(PresenceOutcome.Done, view) : new PresenceResult(PresenceOutcome.UnknownAgent, null));
    }

    public Task<CommandOutcome> DeclineAsync(Guid offer)
    {
        Declined.Add(offer);
        return Task.FromResult(CommandOutcome.Done);
    }

    /// <summary>Offers the work of a conversation and tells the session.</summary>
    public async Task<Guid> OfferAsync(FakeConversation conversation, int number)
    {
        var offer = conversation.Offer(new Guid(number, 0, 0, new byte[8]));
        Offers.Add(offer);
        await cluster.PushAsync(new SessionPush(_session!.SessionId, Offer: offer));
        return offer.Offer;
    }

    /// <summary>Offers any work and tells the session.</summary>
    public Task OfferAsync(OfferView offer)
    {
        Offers.Add(offer);
        return cluster.PushAsync(new SessionPush(_session!.SessionId, Offer: offer));
    }

    public Task PushAsync(Func<string, SessionPush> push) => cluster.PushAsync(push(_session!.SessionId));

    public async Task ChangedAsync()
    {
        _version++;
        await cluster.PushAsync(new SessionPush(_session!.SessionId, Agent: View()));
    }

    private AgentView? View() => Profile is null ? null : new AgentView(
        new AgentId(id), _version, Profile.Name, Intent, State ?? (Intent == PresenceIntent.Online ? PresenceState.Online : PresenceState.Offline), Profile.Capacity, Holds.Count, [.. Holds], [.. Offers],
        Reason, Forced: Forced, Drain: Drain, WrapUps: WrapUps.Count == 0 ? null : [.. WrapUps]);
}
