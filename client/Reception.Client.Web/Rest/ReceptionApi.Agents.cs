using Reception.Protocol.Frames;
using Reception.Protocol.Rest;

namespace Reception.Client.Web.Rest;

/// <summary>Whole profiles, and what supervisors order.</summary>
public sealed partial class ReceptionApi
{
    public Task<AgentProfileDocument> PutAgentAsync(string agent, AgentRequest request, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, $"agents/{Escape(agent)}", Body(request, Json.AgentRequest), Json.AgentProfileDocument, cancel);

    /// <summary>Counts instead of his own intent until then, or until he sets his own.</summary>
    public Task<AgentDocument> ForcePresenceAsync(string agent, ForceRequest request, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, $"agents/{Escape(agent)}/force", Body(request, Json.ForceRequest), Json.AgentDocument, cancel);

    public Task<AgentDocument> EndForceAsync(string agent, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Delete, $"agents/{Escape(agent)}/force", null, Json.AgentDocument, cancel);

    /// <summary>No new work; ends when he is empty.</summary>
    public Task<AgentDocument> DrainAgentAsync(string agent, DrainRequest request, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, $"agents/{Escape(agent)}/drain", Body(request, Json.DrainRequest), Json.AgentDocument, cancel);

    public Task<AgentDocument> EndDrainAsync(string agent, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Delete, $"agents/{Escape(agent)}/drain", null, Json.AgentDocument, cancel);
}
