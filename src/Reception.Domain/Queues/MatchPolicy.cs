namespace Reception.Domain.Queues;

/// <summary>Times of matching that no shop sets.</summary>
public static class MatchPolicy
{
    /// <summary>An agent who declined a work, or let its offer pass, is not asked for it again for so long unless the queue says otherwise …</summary>
    public static readonly TimeSpan CoolDown = TimeSpan.FromSeconds(30);

    /// <summary>No queue may say more than this.</summary>
    public static readonly TimeSpan LongestCoolDown = TimeSpan.FromHours(1);

    /// <summary>… and unless no other agent fits: then it comes back to him after this pause, so that nothing waits in limbo.</summary>
    public static readonly TimeSpan AlonePause = TimeSpan.FromSeconds(5);

    /// <summary>After so long a work has told its queue that it waits, or been told that it may not: what is older when a queue begins anew was let in.</summary>
    public static readonly TimeSpan EnteringTime = TimeSpan.FromSeconds(10);

    /// <summary>An agent whose grain did not answer is left out for so long; the work goes on at once.</summary>
    public static readonly TimeSpan SilentPause = TimeSpan.FromSeconds(5);

    /// <summary>At most one routable agent in so many (and at least one) is kept for overdue heavy work.</summary>
    public const int AgentsPerEarmark = 10;
}
