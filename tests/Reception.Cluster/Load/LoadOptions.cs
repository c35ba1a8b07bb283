namespace Reception.Cluster.Load;

/// <summary>What the load is made of. Shares are of all conversations, 0 to 1.</summary>
internal sealed record LoadOptions
{
    /// <summary>Conversations begun each second, whether or not the earlier ones are done (open loop). Environment: RECEPTION_RATE.</summary>
    public double PerSecond { get; init; } = double.TryParse(Environment.GetEnvironmentVariable("RECEPTION_RATE"), System.Globalization.CultureInfo.InvariantCulture, out var rate) ? rate : 60;

    /// <summary>Conversations that want a human.</summary>
    public double Humans { get; init; } = 0.15;

    /// <summary>Conversations that come over the gateways' sockets.</summary>
    public double Web { get; init; } = 0.05;

    /// <summary>Conversations whose customer takes the first "unavailable" for an answer and goes on.</summary>
    public double Impatient { get; init; } = 0.1;

    /// <summary>Conversations that stay connected until all is quiet.</summary>
    public double Stay { get; init; } = 0.05;

    public int Agents { get; init; } = 24;
}
