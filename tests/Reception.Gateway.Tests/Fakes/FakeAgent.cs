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

    public Task<ProfileOutcome> PutProfileAsync(AgentProfile profile)
    {
        Profile = profile;
        return Task.FromResult(ProfileOutcome.Stored);
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

    public Task<AgentView?> SetPresenceAsync(PresenceIntent intent)
    {
        (Intent, _version) = (intent, _version + 1);
        return Task.FromResult(View());
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

    public Task PushAsync(Func<string, SessionPush> push) => cluster.PushAsync(push(_session!.SessionId));

    public async Task ChangedAsync()
    {
        _version++;
        await cluster.PushAsync(new SessionPush(_session!.SessionId, Agent: View()));
    }

    private AgentView? View() => Profile is null ? null : new AgentView(
        new AgentId(id), _version, Profile.Name, Intent, Intent == PresenceIntent.Online ? PresenceState.Online : PresenceState.Offline, Profile.Capacity, Holds.Count, [.. Holds], [.. Offers]);
}
