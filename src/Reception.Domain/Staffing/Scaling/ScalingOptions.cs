namespace Reception.Domain.Staffing.Scaling;

/// <summary>
/// What the signal for scaling may ask for and aims at; section <c>Reception:Scaling</c> of the silos' configuration, the same for all of
/// them. This folder says how many silos and gateways a load takes: plain arithmetic, no clock.
/// </summary>
public sealed class ScalingOptions
{
    /// <summary>1 to 1,000, Min ≤ Max. Defaults 1 and 10.</summary>
    public int MinSilos { get; set; } = 1;

    public int MaxSilos { get; set; } = 10;

    public int MinGateways { get; set; } = 1;

    public int MaxGateways { get; set; } = 10;

    /// <summary>The share of the processor that is to be in use, 0.05 to 0.95; the rest is for bursts within the hour. Default 0.5.</summary>
    public double TargetUtilisation { get; set; } = 0.5;

    /// <summary>Minutes until a process that is asked for serves, 0 to 120: so far ahead the forecast counts already. Default 10.</summary>
    public int LeadMinutes { get; set; } = 10;

    /// <summary>Fewer processes are asked for only when fewer were enough for so many minutes, 0 to 240. Default 15.</summary>
    public int DescentMinutes { get; set; } = 15;

    /// <summary>Processor seconds of a customer's message in silos and in gateways, until enough have been measured: 0.000001 to 10. Defaults 0.002 and 0.001.</summary>
    public double SiloSecondsPerMessage { get; set; } = 0.002;

    public double GatewaySecondsPerMessage { get; set; } = 0.001;

    /// <summary>The most connections of one gateway, and the most conversations in memory of one silo. Defaults 20,000 and 500,000.</summary>
    public int ConnectionsPerGateway { get; set; } = 20_000;

    public int ConversationsPerSilo { get; set; } = 500_000;

    /// <summary>This share of the works of a queue is to be answered within the queue's target, 0.01 to 0.99. Default 0.8.</summary>
    public double ServiceLevel { get; set; } = 0.8;

    /// <summary>Seconds a work takes an agent, customers wait before they give up, and messages of a conversation, where too little was measured. Defaults 300, 300 and 3.</summary>
    public double HandlingSeconds { get; set; } = 300;

    public double PatienceSeconds { get; set; } = 300;

    public double MessagesPerConversation { get; set; } = 3;

    /// <summary>The shops with the most arrivals that are forecast, 1 to 1,000. Default 200.</summary>
    public int MaxShops { get; set; } = 200;

    /// <summary>Every error at once, with its key.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Check(MinSilos is >= 1 and <= 1_000 && MaxSilos >= MinSilos && MaxSilos <= 1_000, "MinSilos and MaxSilos are 1 to 1,000, the first not above the second.");
        Check(MinGateways is >= 1 and <= 1_000 && MaxGateways >= MinGateways && MaxGateways <= 1_000, "MinGateways and MaxGateways are 1 to 1,000, the first not above the second.");
        Check(TargetUtilisation is >= 0.05 and <= 0.95, "TargetUtilisation is 0.05 to 0.95.");
        Check(LeadMinutes is >= 0 and <= 120, "LeadMinutes is 0 to 120.");
        Check(DescentMinutes is >= 0 and <= 240, "DescentMinutes is 0 to 240.");
        Check(SiloSecondsPerMessage is >= 1e-6 and <= 10 && GatewaySecondsPerMessage is >= 1e-6 and <= 10, "SiloSecondsPerMessage and GatewaySecondsPerMessage are 0.000001 to 10.");
        Check(ConnectionsPerGateway >= 1 && ConversationsPerSilo >= 1, "ConnectionsPerGateway and ConversationsPerSilo are above 0.");
        Check(ServiceLevel is >= 0.01 and <= 0.99, "ServiceLevel is 0.01 to 0.99.");
        Check(HandlingSeconds is >= 1 and <= 86_400 && PatienceSeconds is >= 1 and <= 86_400, "HandlingSeconds and PatienceSeconds are 1 to 86,400.");
        Check(MessagesPerConversation is >= 0.1 and <= 1_000, "MessagesPerConversation is 0.1 to 1,000.");
        Check(MaxShops is >= 1 and <= 1_000, "MaxShops is 1 to 1,000.");
        return errors;

        void Check(bool isFine, string problem)
        {
            if (!isFine) errors.Add($"Reception:Scaling: {problem}");
        }
    }
}
