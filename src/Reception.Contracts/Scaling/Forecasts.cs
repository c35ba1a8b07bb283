using Reception.Contracts.Ids;

namespace Reception.Contracts.Scaling;

/// <summary>What a forecast rests on.</summary>
public enum ForecastBasis
{
    /// <summary>Nothing: there is too little history, and no calendar.</summary>
    None = 0,
    /// <summary>Days of the shop, but fewer than two weeks: hours of the day, no weekdays.</summary>
    Daily = 1,
    /// <summary>Hours of the week.</summary>
    Weekly = 2,
    /// <summary>Too little history of its own: its share of the shop's arrivals.</summary>
    Share = 3,
}

/// <summary>Arrivals of one hour: expected, and the limits within which 80 % of the hours ought to be (10 % below, 10 % above). Null: nothing can be said.</summary>
[GenerateSerializer, Immutable]
public sealed record ForecastHour(DateTimeOffset From, double? Expected, double? Low, double? High, string? Phase = null);

/// <summary>
/// How far forecasts made a day ahead would have been off, from <see cref="Origins"/> midnights on, over <see cref="Hours"/> ordinary hours:
/// WAPE = Σ|error| / Σ arrivals, MAPE = mean of |error| / arrivals over hours that had any; beside them those of the naive forecast (the same
/// hour a week before). Bias = Σ(forecast − arrivals) / Σ arrivals. Coverage: the share of hours within the limits, which ought to be 0.8.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ForecastError(int Origins, int Hours, double Wape, double? Mape, double NaiveWape, double? NaiveMape, double Bias, double? Coverage);

/// <summary>Arrivals of a shop (<see cref="Queue"/> null) or a queue. <see cref="Why"/> says what is missing, if something is; no error: too little to test.</summary>
[GenerateSerializer, Immutable]
public sealed record ArrivalForecast(string? Queue, ForecastBasis Basis, string? Why, int HistoryHours, ForecastHour[] Hours, ForecastError? Error);

/// <summary>
/// A phase of the calendar: prepared from <see cref="WarmFrom"/> on, which the signal for scaling counts on if it <see cref="Scales"/>. The
/// ratio to ordinary days is measured once the phase has begun. <see cref="KnowledgeExists"/>: the version it names is there; null: it names none.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record PhaseOutlook(string Name, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset WarmFrom, bool Scales, double? MeasuredRatio, long? Knowledge, bool? KnowledgeExists);

/// <summary>
/// Agents an hour of a queue takes, by Erlang A: at their desks, and what customers then meet. <see cref="Wished"/>: what the calendar says
/// instead of what is computed.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record StaffHour(DateTimeOffset From, double? Arrivals, int? Agents, int? Wished, double? ServiceLevel, double? MeanWaitSeconds, double? Abandonment);

/// <summary>
/// A queue's agents by hour. Handling and patience in seconds are measured over the last 28 days where <see cref="IsMeasured"/> (patience:
/// null where nobody gave up), else the configured ones. <see cref="Concurrency"/>: works at once of one agent.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record QueueStaffing(
    string Queue, int TargetSeconds, double ServiceLevel, double HandlingSeconds, bool IsMeasured, double? PatienceSeconds, int Concurrency, StaffHour[] Hours);

/// <summary>All of a shop: its arrivals, those of its queues, its agents, its calendar. Messages per conversation are measured (null: none were).</summary>
[GenerateSerializer, Immutable]
public sealed record ShopForecast(
    ShopId Shop, DateTimeOffset At, ArrivalForecast Arrivals, ArrivalForecast[] Queues, QueueStaffing[] Staffing, PhaseOutlook[] Calendar, double? MessagesPerConversation);
