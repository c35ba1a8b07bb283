using Reception.Contracts.Scaling;

namespace Reception.Domain.Staffing.Scaling;

/// <summary>
/// How many processes a rate of messages takes. A silo of k cores may use u·k of them (u = the target) and uses b without any message; a
/// message costs c seconds: n = ⌈λc / (uk − b)⌉. Gateways likewise with their own cost, and enough for the connections, which are taken to grow
/// with the messages.
/// </summary>
public static class Capacity
{
    /// <summary>However much an idle silo uses, so much of its target is left for messages.</summary>
    private const double LeastUsable = 0.1;

    public static int Silos(double messagesPerSecond, MeasuredLoad load, int cores, ScalingOptions options)
    {
        var target = options.TargetUtilisation * cores;
        return Whole(messagesPerSecond * load.SiloSecondsPerMessage / Math.Max(LeastUsable * target, target - load.IdleCores));
    }

    public static int Gateways(double messagesPerSecond, MeasuredLoad load, int cores, ScalingOptions options)
    {
        var growth = load.MessagesPerSecond > 0 ? messagesPerSecond / load.MessagesPerSecond : 1;
        return Math.Max(
            Whole(messagesPerSecond * load.GatewaySecondsPerMessage / (options.TargetUtilisation * cores)),
            Whole(load.Connections * Math.Max(1, growth) / options.ConnectionsPerGateway));
    }

    /// <summary>What is in use now, whatever it is used for, and what is held in memory.</summary>
    public static int SilosInUse(MeasuredLoad load, int cores, ScalingOptions options) =>
        Math.Max(Whole(load.SiloCores / (options.TargetUtilisation * cores)), Whole((double)load.Conversations / options.ConversationsPerSilo));

    public static int GatewaysInUse(MeasuredLoad load, int cores, ScalingOptions options) => Whole(load.GatewayCores / (options.TargetUtilisation * cores));

    // Not more than a thousandth above a whole number is that number: sums of rates are not exact.
    private static int Whole(double number) => (int)Math.Min(1_000_000, Math.Ceiling(number - 1e-3));
}
