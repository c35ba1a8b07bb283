using System.Text.Json.Serialization.Metadata;
using Reception.Domain.Agents;
using Reception.Domain.Queues;
using Reception.Grains.Hosting;

namespace Reception.Silo;

/// <summary>The JSON contracts of all grain states: what the store may be asked to keep.</summary>
internal static class GrainStates
{
    public static void AddGrainStates(this IList<IJsonTypeInfoResolver> chain)
    {
        chain.Add(GrainStateJson.Default);
        chain.Add(AgentLedgerJson.Default);
        chain.Add(QueueStateJson.Default);
    }
}
