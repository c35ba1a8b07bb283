using Reception.Contracts.Scaling;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Contracts of scaling to REST documents; seconds of a message become milliseconds, numbers keep four digits after the point.</summary>
internal static class ScalingDocuments
{
    public static ScalingDocument Of(ScalingReport report) => new(
        report.At, Of(report.Silos), Of(report.Gateways), report.Agents, Of(report.Load),
        [.. report.Queues.Select(queue => new ScaledQueueDocument(queue.Shop.Value, queue.Queue, queue.Desired, queue.Hours))],
        [.. report.Hours.Select(hour => new ScalingHourDocument(hour.From, Short(hour.Arrivals), Short(hour.High), Short(hour.MessagesPerSecond), hour.Silos, hour.Gateways, hour.Agents, hour.Phases))],
        report.Shops, report.AllShops);

    public static ForecastDocument Of(ShopForecast forecast) => new(
        forecast.Shop.Value, forecast.At, Of(forecast.Arrivals), [.. forecast.Queues.Select(Of)], [.. forecast.Staffing.Select(Of)],
        [.. forecast.Calendar.Select(phase => new PhaseDocument(phase.Name, phase.From, phase.Until, phase.WarmFrom, Short(phase.MeasuredRatio), phase.Knowledge, phase.KnowledgeExists))],
        Short(forecast.MessagesPerConversation));

    private static ScaledDocument Of(ScaledProcesses scaled) => new(scaled.Current, scaled.Desired, scaled.Needed, scaled.Min, scaled.Max, scaled.Why);

    private static LoadDocument Of(MeasuredLoad load) => new(
        Short(load.MessagesPerSecond), Short(load.SiloCores), Short(load.GatewayCores), Short(load.Utilisation), Short(1_000 * load.SiloSecondsPerMessage), Short(1_000 * load.GatewaySecondsPerMessage),
        load.IsCostMeasured, Short(load.IdleCores), load.Conversations, load.Connections, load.MemoryBytes);

    private static ArrivalsDocument Of(ArrivalForecast arrivals) => new(
        arrivals.Queue, Words.Of(arrivals.Basis), arrivals.Why, arrivals.HistoryHours,
        [.. arrivals.Hours.Select(hour => new ForecastHourDocument(hour.From, Short(hour.Expected), Short(hour.Low), Short(hour.High), hour.Phase))], Of(arrivals.Error));

    private static ForecastErrorDocument? Of(ForecastError? error) => error is null ? null : new(
        error.Origins, error.Hours, Short(error.Wape), Short(error.Mape), Short(error.NaiveWape), Short(error.NaiveMape), Short(error.Bias), Short(error.Coverage));

    private static StaffingDocument Of(QueueStaffing staffing) => new(
        staffing.Queue, staffing.TargetSeconds, staffing.ServiceLevel, Short(staffing.HandlingSeconds), staffing.IsMeasured, Short(staffing.PatienceSeconds), staffing.Concurrency,
        [.. staffing.Hours.Select(hour => new StaffHourDocument(hour.From, Short(hour.Arrivals), hour.Agents, hour.Wished, Short(hour.ServiceLevel), Short(hour.MeanWaitSeconds), Short(hour.Abandonment)))]);

    private static double? Short(double? number) => number is { } value ? Short(value) : null;

    private static double Short(double number) => Math.Round(number, 4);
}
