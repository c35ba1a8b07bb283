using Reception.Cluster.Histories;
using Reception.Cluster.Journals;

namespace Reception.Cluster.Checks;

/// <summary>What stands in the file about a line.</summary>
internal static class StoredLine
{
    /// <summary>The key under which a client said it; null for lines of bot and system.</summary>
    public static string? KeyOf(Fact fact) => fact.Kind switch
    {
        "said" => LineKey.Customer(fact.Text("clientMessageId")!),
        "agent" => LineKey.Agent(fact.Agent!, fact.Text("clientMessageId")!),
        _ => null,
    };
}
