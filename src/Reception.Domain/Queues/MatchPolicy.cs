namespace Reception.Domain.Queues;

/// <summary>What the shop says about offers, read anew for each decision.</summary>
/// <param name="OfferTime">How long an agent may think: 5 to 600 s.</param>
public readonly record struct MatchPolicy(TimeSpan OfferTime)
{
    /// <summary>Used until the shop's policy is known: 20 s.</summary>
    public static readonly MatchPolicy Default = new(TimeSpan.FromSeconds(20));

    /// <summary>An agent who declined a work, or let its offer pass, is not asked for it again for so long …</summary>
    public static readonly TimeSpan CoolDown = TimeSpan.FromSeconds(30);

    /// <summary>… unless no other agent is there: then it comes back to him after this pause, so that nothing waits in limbo.</summary>
    public static readonly TimeSpan AlonePause = TimeSpan.FromSeconds(5);

    /// <summary>An agent whose grain did not answer is left out for so long; the work goes on at once.</summary>
    public static readonly TimeSpan SilentPause = TimeSpan.FromSeconds(5);

    /// <summary>At most one routable agent in so many (and at least one) is kept for overdue heavy work.</summary>
    public const int AgentsPerEarmark = 10;
}
