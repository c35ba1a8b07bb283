using Microsoft.Extensions.Options;
using Reception.Client.Calls;
using Reception.Client.Hub;
using Reception.Client.Sessions;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Client;

/// <summary>
/// What a chat gateway needs to join the cluster as an Orleans client: sessions for customers and agents. One per process;
/// it lives as long as the process does.
/// </summary>
public sealed partial class ReceptionClient(IClusterClient cluster, SessionHub hub, Patience patience, IOptions<ReceptionClientOptions> options, TimeProvider time, IIdSource ids)
{
    /// <summary>How many sessions are open in this process.</summary>
    public int Sessions => Hub.Count;

    internal IClusterClient Cluster => cluster;

    internal SessionHub Hub => hub;

    internal Patience Patience => patience;

    internal ReceptionClientOptions Options => options.Value;

    internal TimeProvider Time => time;

    /// <summary>
    /// Opens or resumes a customer's session. <paramref name="after"/> is the last sequence that he saw; null: the last
    /// <see cref="ReceptionClientOptions.TailMessages"/> come. Events begin with <see cref="CustomerSession.Start"/>. Null session: refused.
    /// </summary>
    public async Task<(CustomerSession? Session, OpenResult Result)> OpenCustomerAsync(ConversationId conversation, VisitContext context, long? after, ISessionEvents events)
    {
        var session = new CustomerSession(conversation, ids.NextId(), events, this);
        var result = await session.OpenAsync(after, Options.TailMessages, context);
        return result.Outcome is CommandOutcome.Done or CommandOutcome.Repeated ? (session, result) : (null, result);
    }

    /// <summary>
    /// Connects an agent and attaches what he holds; <paramref name="seen"/> says what he saw of it. Events begin with
    /// <see cref="AgentSession.Start"/>. Null: no such agent.
    /// </summary>
    public async Task<(AgentSession Session, AgentView View)?> ConnectAgentAsync(AgentId agent, IReadOnlyDictionary<ConversationId, long> seen, ISessionEvents events)
    {
        var session = new AgentSession(agent, ids.NextId(), events, this);
        return await session.ConnectAsync(seen) is { } view ? (session, view) : null;
    }
}
