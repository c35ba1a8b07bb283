using Reception.Contracts.Ids;

namespace Reception.Contracts.Scaling;

/// <summary>
/// Processes of a kind: how many there are, how many are wanted, and what the wish would be without limits and slow descent
/// (<see cref="Needed"/>); <see cref="Why"/> names what decided.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ScaledProcesses(int Current, int Desired, int Needed, int Min, int Max, string Why);

/// <summary>
/// What was measured: messages of customers a second, processor cores in use by silos and by gateways, the share of the silos' cores that
/// is, processor seconds of a message (<see cref="IsCostMeasured"/>, else the configured ones) and of an idle silo in each second.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record MeasuredLoad(
    double MessagesPerSecond, double SiloCores, double GatewayCores, double Utilisation, double SiloSecondsPerMessage, double GatewaySecondsPerMessage, bool IsCostMeasured,
    double IdleCores, long Conversations, long Connections, long MemoryBytes);

/// <summary>One hour of the cluster; null where no shop has a forecast.</summary>
[GenerateSerializer, Immutable]
public sealed record ScalingHour(DateTimeOffset From, double? Arrivals, double? High, double? MessagesPerSecond, int Silos, int Gateways, int Agents, string[] Phases);

/// <summary>Agents wanted now and by hour; null: nothing is known of the queue's arrivals.</summary>
[GenerateSerializer, Immutable]
public sealed record ScaledQueue(ShopId Shop, string Queue, int? Desired, int?[] Hours);

/// <summary>At most <see cref="MaxQueues"/> queues, those with the most agents; <see cref="Shops"/> of <see cref="AllShops"/> were looked at.</summary>
[GenerateSerializer, Immutable]
public sealed record ScalingReport(
    DateTimeOffset At, ScaledProcesses Silos, ScaledProcesses Gateways, int Agents, MeasuredLoad Load, ScaledQueue[] Queues, ScalingHour[] Hours, int Shops, int AllShops)
{
    public const int MaxQueues = 500;
}
