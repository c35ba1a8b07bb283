namespace Reception.Protocol.Rest;

/// <summary>
/// What the cluster needs, at <see cref="At"/>. A scaler reads one number: <c>silos.desired</c>, <c>gateways.desired</c>, <c>agents</c>;
/// these paths are frozen. <see cref="Shops"/> of <see cref="AllShops"/> were looked at.
/// </summary>
public sealed record ScalingDocument(
    DateTimeOffset At, ScaledDocument Silos, ScaledDocument Gateways, int Agents, LoadDocument Load, ScaledQueueDocument[] Queues, ScalingHourDocument[] Hours, int Shops, int AllShops);

/// <summary>Processes: how many there are, how many are wanted, how many would be without limits and slow descent, and what decided.</summary>
public sealed record ScaledDocument(int Current, int Desired, int Needed, int Min, int Max, string Why);

/// <summary>What was measured; processor time in cores in use and in milliseconds of a message, memory in bytes.</summary>
public sealed record LoadDocument(
    double MessagesPerSecond, double SiloCores, double GatewayCores, double Utilisation, double SiloMsPerMessage, double GatewayMsPerMessage, bool IsCostMeasured, double IdleCores,
    long Conversations, long Connections, long MemoryBytes);

/// <summary>Agents of a queue now and by hour, as in <see cref="ScalingDocument.Hours"/>; null: nothing is known of its arrivals.</summary>
public sealed record ScaledQueueDocument(string Shop, string Queue, int? Desired, int?[] Hours);

/// <summary>An hour of the cluster; <see cref="High"/> arrivals are exceeded in one hour of ten. Without a forecast the load of now is taken to stay.</summary>
public sealed record ScalingHourDocument(DateTimeOffset From, double? Arrivals, double? High, double? MessagesPerSecond, int Silos, int Gateways, int Agents, string[] Phases);

/// <summary>What a shop has to expect.</summary>
public sealed record ForecastDocument(
    string Shop, DateTimeOffset At, ArrivalsDocument Arrivals, ArrivalsDocument[] Queues, StaffingDocument[] Staffing, PhaseDocument[] Calendar, double? MessagesPerConversation);

/// <summary>Arrivals of the shop (no queue) or a queue; <see cref="Basis"/> is <c>none</c>, <c>daily</c>, <c>weekly</c> or <c>share</c>, <see cref="Why"/> what is missing.</summary>
public sealed record ArrivalsDocument(string? Queue, string Basis, string? Why, int HistoryHours, ForecastHourDocument[] Hours, ForecastErrorDocument? Error);

public sealed record ForecastHourDocument(DateTimeOffset From, double? Expected, double? Low, double? High, string? Phase);

/// <summary>The back-test, as docs/sale-day.md defines its figures.</summary>
public sealed record ForecastErrorDocument(int Origins, int Hours, double Wape, double? Mape, double NaiveWape, double? NaiveMape, double Bias, double? Coverage);

public sealed record StaffingDocument(
    string Queue, int TargetSeconds, double ServiceLevel, double HandlingSeconds, bool IsMeasured, double? PatienceSeconds, int Concurrency, StaffHourDocument[] Hours);

public sealed record StaffHourDocument(DateTimeOffset From, double? Arrivals, int? Agents, int? Wished, double? ServiceLevel, double? MeanWaitSeconds, double? Abandonment);

/// <summary>A phase of the calendar; the ratio to ordinary days is measured once it has begun.</summary>
public sealed record PhaseDocument(string Name, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset WarmFrom, double? MeasuredRatio, long? Knowledge, bool? KnowledgeExists);
