namespace Reception.Domain.Insight;

/// <summary>
/// Whether a topic is asked more often than usual, and not by chance.
/// <para>
/// Symbols: x of n questions of the window ask it, y of m usual ones did, s = x + y, p = n / (n + m). If the share were the same in both,
/// x given s would be binomial(s, p): the exact conditional comparison of two Poisson counts (Przyborowski and Wilenski, Biometrika
/// 1940). Its tail is bounded by P(X ≥ x) ≤ exp(-s·KL(x/s ‖ p)) (Chernoff 1952; Hoeffding 1963); 2·s·KL is the log-likelihood ratio G
/// that Dunning (1993) uses for rare words. A burst needs exp(-s·KL) ≤ <see cref="Alpha"/>. The bound needs no large counts, so few
/// questions give no false alarm.
/// </para>
/// <para>
/// False alarms: a window is looked at anew every 5 s, 17,280 times a day, three windows, at most 200 topics that could pass
/// <see cref="LeastCount"/>: 10 million looks at 1e-9 are 0.01 a shop and day, at most, while customers ask independently of each other
/// with unchanged shares. They do not quite: so the share has to be <see cref="LeastRatio"/> times the usual too, and the
/// newest 20 questions of it must come from <see cref="LeastConversations"/> conversations. Of counts with an error, the least of x and the greatest of y is taken.
/// </para>
/// </summary>
public static class Burst
{
    /// <summary>Probability of a false alarm in one look.</summary>
    public const double Alpha = 1e-9;

    /// <summary>Times the usual share.</summary>
    public const double LeastRatio = 2;

    /// <summary>Questions of the topic in the window.</summary>
    public const double LeastCount = 20;

    /// <summary>Conversations among the newest 20 times it was asked.</summary>
    public const int LeastConversations = 8;

    public static bool Is(double x, double n, double y, double m, int conversations) =>
        x >= LeastCount && conversations >= LeastConversations && x * m >= LeastRatio * y * n && LogChance(x, n, y, m) <= Math.Log(Alpha);

    /// <summary>The logarithm of a bound of the chance to see x or more of n while the share is the usual one; 0 where x is not above what is expected.</summary>
    public static double LogChance(double x, double n, double y, double m)
    {
        if (!(n > 0) || !(m > 0) || x * m <= y * n) return 0;
        var s = x + y;
        var p = n / (n + m);
        return -(Part(x, s * p) + Part(y, s * (1 - p)));
    }

    private static double Part(double seen, double expected) => seen > 0 ? seen * Math.Log(seen / expected) : 0;
}
