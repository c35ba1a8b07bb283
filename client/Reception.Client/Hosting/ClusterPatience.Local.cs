namespace Reception.Client.Hosting;

/// <summary>This runtime's clients wait for their cluster by themselves.</summary>
internal static class ClusterPatience
{
    public static IClientBuilder WaitForCluster(this IClientBuilder client) => client;
}
