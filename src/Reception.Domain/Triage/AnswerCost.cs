using Reception.Contracts.Shops;

namespace Reception.Domain.Triage;

/// <summary>
/// Thresholds from what a shop can judge: how bad a wrong answer is. The unit is one hand-over; a wrong answer costs
/// <c>n</c> of them besides the hand-over that follows it anyway, a right answer nothing. So an answer that is right with
/// probability p pays when (1 - p)(n + 1) ≤ 1, from p = n / (n + 1) on. Confidence is calibrated, so p may be read from it.
/// </summary>
public static class AnswerCost
{
    /// <summary>Least and most that a policy may state.</summary>
    public const double Least = 0.1, Most = 100;

    /// <summary>Asking back costs the customer a quarter of a hand-over, and spares him one if the right entry is offered.</summary>
    private const double AskingBack = 0.25;

    /// <summary>While a human serves, handing over to him costs a fifth of a hand-over: he is there.</summary>
    private const double HumanAtHand = 0.2;

    /// <summary>The thresholds of a shop's policy: from <see cref="BotPolicy.WrongAnswerCost"/> where it is set, else as stated one by one.</summary>
    public static TriageThresholds ThresholdsOf(BotPolicy bot) => bot.WrongAnswerCost is { } cost
        ? Thresholds(cost, bot.MissesBeforeHandOver)
        : new(bot.AnswerThreshold, bot.ClarifyThreshold, bot.SimpleThreshold, bot.MissesBeforeHandOver);

    /// <summary>The thresholds that cost least.</summary>
    /// <param name="handOvers">Hand-overs that one wrong answer is as bad as, <see cref="Least"/> to <see cref="Most"/>.</param>
    /// <param name="missesToHandOver">See <see cref="TriageThresholds"/>.</param>
    public static TriageThresholds Thresholds(double handOvers, int missesToHandOver = 2)
    {
        if (handOvers is not (>= Least and <= Most))
            throw new ArgumentOutOfRangeException(nameof(handOvers), handOvers, $"{Least} to {Most} is expected.");
        var answer = handOvers / (handOvers + 1);
        return new(answer, Math.Min(AskingBack, answer), handOvers / (handOvers + HumanAtHand), missesToHandOver);
    }
}
