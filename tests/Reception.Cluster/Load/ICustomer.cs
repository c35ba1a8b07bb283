using Reception.Cluster.Histories;

namespace Reception.Cluster.Load;

/// <summary>A customer's script, over whatever connection.</summary>
internal interface ICustomer
{
    SessionRecord Record { get; }

    Task RunAsync();

    Task<bool> CaughtUpAsync(long last);

    Task LeaveAsync();
}
