using Reception.Contracts.Shops;
using Reception.Domain.Shops.Peak;
using Reception.Domain.Triage;

namespace Reception.Domain.Shops;

/// <summary>What the levers of peak mode may say.</summary>
internal static class PeakCheck
{
    private const int MaxPhases = 64;
    private const int MaxRate = 1_000_000;
    private const int MaxSteps = 5;

    public static void Check(PolicyErrors errors, ShopPolicy policy, PolicyNames names)
    {
        if (policy.Peak is not { } peak) return;
        foreach (var lever in Enum.GetValues<PeakLever>()) When(errors, $"peak.{lever.ToString().ToLowerInvariant()}.when", PeakLevers.WhenOf(peak, lever), policy);
        Pool(errors, "peak.pool", peak.Pool, policy, names);
        Message(errors, "peak.message", peak.Message, names);
        Bot(errors, "peak.bot", peak.Bot, policy.Bot);
        Budget(errors, "peak.budget", peak.Budget);
    }

    private static void When(PolicyErrors errors, string path, PeakWhen? when, ShopPolicy policy)
    {
        if (when is null) return;
        errors.Each($"{path}.phases", when.Phases, MaxPhases, (at, name) => errors.Check(policy.Calendar?.Phases?.Any(phase => phase?.Name == name) == true, at, $"the calendar has no phase '{name}'"));
        errors.Unique($"{path}.phases", (when.Phases ?? []).Take(MaxPhases));
        if (when.Load is not { } load) return;
        errors.Check(load.Waiting is not null || load.Utilisation is not null, $"{path}.load", "names no figure: waiting, utilisation");
        errors.Range($"{path}.load.waiting", load.Waiting, 1, 1_000_000);
        errors.Range($"{path}.load.leaveWaiting", load.LeaveWaiting, 0, 1_000_000);
        if (load.Utilisation is { } share) errors.Range($"{path}.load.utilisation", share, 0.01, 1);
        if (load.LeaveUtilisation is { } leave) errors.Probability($"{path}.load.leaveUtilisation", leave);
        errors.Check(load.LeaveWaiting is null || load.LeaveWaiting <= load.Waiting, $"{path}.load.leaveWaiting", "is above waiting, or waiting is missing");
        errors.Check(load.LeaveUtilisation is null || load.LeaveUtilisation <= load.Utilisation, $"{path}.load.leaveUtilisation", "is above utilisation, or utilisation is missing");
        errors.Range($"{path}.load.holdSeconds", load.HoldSeconds, 0, 86_400);
    }

    private static void Queues(PolicyErrors errors, string path, string[]? queues, PolicyNames names)
    {
        errors.Each(path, queues, PolicyValidator.MaxQueues, (at, queue) => names.Queue(errors, at, queue));
        errors.Unique(path, (queues ?? []).Take(PolicyValidator.MaxQueues));
    }

    private static void Pool(PolicyErrors errors, string path, PoolLever? lever, ShopPolicy policy, PolicyNames names)
    {
        if (lever is null) return;
        Queues(errors, $"{path}.queues", lever.Queues, names);
        errors.Range($"{path}.stepsPercent", lever.StepsPercent, 0, 100);
        errors.Check((lever.Steps?.Length ?? 0) <= MaxSteps, $"{path}.steps", $"has {lever.Steps?.Length}; at most {MaxSteps}");
        errors.Check(lever.StepsPercent < 100 || lever.Steps is { Length: > 0 }, path, "changes nothing: stepsPercent is 100 and there are no steps");
        StepsCheck.Check(errors, $"{path}.steps", null, lever.Steps, names);
        foreach (var (step, i) in (lever.Steps ?? []).Take(MaxSteps).Select((step, i) => (step, i)).Where(s => s.step is not null))
        {
            errors.Check(step is { OverflowTo: null, Offer: WaitOffer.None, DueEarlierSeconds: 0 }, $"{path}.steps[{i}]", "may only widen: relax, dropSelectors, dropLanguage, lenders, allHands");
            errors.Check(PeakOverlay.Widens(step), $"{path}.steps[{i}]", "widens nothing");
            errors.Check(step.Name is not null, $"{path}.steps[{i}].name", "is missing");
            foreach (var queue in Concerned(lever, policy)) Lenders(errors, $"{path}.steps[{i}].lenders", step, queue, names);
        }
    }

    /// <summary>The queues whose steps the lever adds to.</summary>
    private static IEnumerable<string> Concerned(PoolLever lever, ShopPolicy policy) =>
        lever.Queues ?? (policy.Queues ?? []).Take(PolicyValidator.MaxQueues).Select(q => q?.Name).OfType<string>();

    private static void Lenders(PolicyErrors errors, string path, QueueStep step, string queue, PolicyNames names)
    {
        foreach (var home in (step.Lenders ?? []).Where(home => home != queue)) names.Lender(errors, path, home, queue); // nobody lends to himself: there the overlay leaves him out
    }

    private static void Message(PolicyErrors errors, string path, MessageLever? lever, PolicyNames names)
    {
        if (lever is null) return;
        Queues(errors, $"{path}.queues", lever.Queues, names);
        errors.Check(lever.MaxWaiting is not null || lever.MaxWaitSeconds is not null, path, "limits nothing: maxWaiting, maxWaitSeconds");
        errors.Range($"{path}.maxWaiting", lever.MaxWaiting, 1, 1_000_000);
        errors.Range($"{path}.maxWaitSeconds", lever.MaxWaitSeconds, 1, QueueRulesCheck.MaxSeconds);
        errors.Known($"{path}.action", lever.Action);
        errors.Check(lever.Action != LimitAction.Overflow, $"{path}.action", "is overflow; expected message, call-back or bot");
    }

    private static void Bot(PolicyErrors errors, string path, BotLever? lever, BotPolicy? bot)
    {
        if (lever is null) return;
        if (lever.AnswerThreshold is { } answer) errors.Probability($"{path}.answerThreshold", answer);
        if (lever.ClarifyThreshold is { } clarify) errors.Probability($"{path}.clarifyThreshold", clarify);
        if (lever.SimpleThreshold is { } simple) errors.Probability($"{path}.simpleThreshold", simple);
        if (lever.WrongAnswerCost is { } cost) errors.Range($"{path}.wrongAnswerCost", cost, AnswerCost.Least, AnswerCost.Most);
        errors.Check(lever.WrongAnswerCost is null || (lever.AnswerThreshold ?? lever.ClarifyThreshold ?? lever.SimpleThreshold) is null, $"{path}.wrongAnswerCost", "takes the place of the thresholds: give one or the other");
        errors.Range($"{path}.missesBeforeHandOver", lever.MissesBeforeHandOver, 1, 10);
        if (lever.WhileHumanServes is { } mode) errors.Known($"{path}.whileHumanServes", mode);
        errors.Check(lever with { When = null } != new BotLever(), path, "changes nothing");
        errors.Check(!(lever.ClarifyThreshold > (lever.AnswerThreshold ?? lever.SimpleThreshold)), $"{path}.clarifyThreshold", "is above the threshold that follows it");
        errors.Check(!(lever.AnswerThreshold > lever.SimpleThreshold), $"{path}.answerThreshold", $"is above {path}.simpleThreshold");
    }

    private static void Budget(PolicyErrors errors, string path, BudgetLever? lever)
    {
        if (lever is null) return;
        errors.Check(lever.MessagesPerSecond is not null || lever.ConversationsPerSecond is not null, path, "limits nothing: messagesPerSecond, conversationsPerSecond");
        errors.Range($"{path}.messagesPerSecond", lever.MessagesPerSecond, 1, MaxRate);
        errors.Range($"{path}.conversationsPerSecond", lever.ConversationsPerSecond, 1, MaxRate);
        Burst(errors, $"{path}.messageBurst", lever.MessageBurst, lever.MessagesPerSecond, ShopBudget.LeastMessageBurst);
        Burst(errors, $"{path}.conversationBurst", lever.ConversationBurst, lever.ConversationsPerSecond, 1);
        errors.Range($"{path}.weight", lever.Weight, 1, 100);
    }

    private static void Burst(PolicyErrors errors, string path, int? burst, int? rate, int least)
    {
        errors.Check(burst is null || rate is not null, path, "has no meaning without its rate");
        errors.Range(path, burst, least, 2 * MaxRate);
    }
}
