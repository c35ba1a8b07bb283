namespace Reception.Client.Hosting;

/// <summary>A client that finds no silo tries again every second, for as long as its host is being started.</summary>
internal static class ClusterPatience
{
    public static IClientBuilder WaitForCluster(this IClientBuilder client) => client.UseConnectionRetryFilter(static async (error, cancel) =>
    {
        if (error is OrleansConfigurationException) return false;
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancel);
        return true;
    });
}
