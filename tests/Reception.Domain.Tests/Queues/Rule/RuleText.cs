using System.Globalization;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>
/// What a work asks for at an age, and whether an agent's traits meet it: the sentences of the rule, one method each.
/// A step s is in force at age x while s.After ≤ x &lt; s.Until.
/// </summary>
internal static class RuleText
{
    public static bool InForce(QueueStep step, TimeSpan age) =>
        age >= TimeSpan.FromSeconds(step.AfterSeconds) && (step.UntilSeconds is not { } until || age < TimeSpan.FromSeconds(until));

    /// <summary>Queue's and work's skills without expired ones, the higher level of equal names, then lowered by each step in force; 0 asks nothing.</summary>
    public static Dictionary<string, int> SkillsAsked(RuleBook book, WorkRequest request, TimeSpan age)
    {
        var asked = new Dictionary<string, int>();
        foreach (var skill in (book.Rules.Skills ?? []).Concat(request.Skills ?? []))
        {
            if (Expired(skill.ExpiresAfterSeconds, age)) continue;
            asked[skill.Skill] = Math.Max(skill.Level, asked.GetValueOrDefault(skill.Skill));
        }
        foreach (var relax in book.Steps.Where(s => InForce(s, age)).SelectMany(s => s.Relax ?? []))
        {
            foreach (var name in asked.Keys.Where(n => relax.Skill is null || relax.Skill == n).ToArray()) asked[name] = Math.Min(asked[name], relax.Level);
        }
        return asked.Where(s => s.Value > 0).ToDictionary();
    }

    public static List<LabelSelector> SelectorsAsked(RuleBook book, WorkRequest request, TimeSpan age)
    {
        var dropped = book.Steps.Where(s => InForce(s, age)).SelectMany(s => s.DropSelectors ?? []).ToArray();
        return [.. (book.Rules.Selectors ?? []).Concat(request.Selectors ?? []).Where(s => !Expired(s.ExpiresAfterSeconds, age) && !dropped.Contains(s.Key))];
    }

    public static bool MeetsSkills(AgentTraits traits, Dictionary<string, int> asked) =>
        asked.All(a => (traits.Skills ?? []).Any(s => s.Skill == a.Key && s.Level >= a.Value));

    public static bool MeetsSelector(AgentTraits traits, LabelSelector selector)
    {
        var values = (traits.Labels ?? []).Where(l => l.Key == selector.Key).Select(l => l.Value).ToArray();
        return selector.Operator switch
        {
            SelectorOperator.Equal => values.Contains(selector.Values[0]),
            SelectorOperator.NotEqual => !values.Contains(selector.Values[0]),
            SelectorOperator.In => values.Any(v => selector.Values.Contains(v)),
            _ => values.Any(v => Compares(selector.Operator, v, selector.Values[0])),
        };
    }

    public static bool MeetsLanguage(RuleBook book, AgentTraits traits, WorkRequest request, TimeSpan age)
    {
        var dropped = book.Steps.Any(s => s.DropLanguage && InForce(s, age));
        return !book.Rules.MatchLanguage || request.Language is null || dropped || Speaks(traits, request.Language);
    }

    /// <summary>The same tag, or one that begins with the other's parts: zh and zh-Hant-TW.</summary>
    public static bool Speaks(AgentTraits traits, string language) => traits.Languages is null || traits.Languages.Any(spoken =>
    {
        var (one, other) = (spoken.ToUpperInvariant().Split('-'), language.ToUpperInvariant().Split('-'));
        return one.Zip(other).All(parts => parts.First == parts.Second);
    });

    public static bool MeetsChannel(RuleBook book, AgentTraits traits, WorkRequest request) =>
        !book.Rules.MatchChannel || request.Channel is null || traits.Channels is null || traits.Channels.Contains(request.Channel, StringComparer.OrdinalIgnoreCase);

    public static bool MeetsTopic(AgentTraits traits, string? topic) => traits.Topics is null || (topic is not null && traits.Topics.Any(t => t.Equals(topic, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The score of the mode best score; see <see cref="ScoreWeights"/>. What is equal for all agents is left in.</summary>
    public static double Score(RuleBook book, RuleAgent agent, RuleWork work, TimeSpan age, bool knows)
    {
        var asked = SkillsAsked(book, work.Request, age);
        var fit = asked.Count == 0 ? 1.0 : asked.Average(a => a.Value >= 10 ? 1.0 : ((double)agent.Traits.Skills!.Where(s => s.Skill == a.Key).Max(s => s.Level) - a.Value) / (10 - a.Value));
        var speaks = work.Request.Language is not { } language || Speaks(agent.Traits, language) ? 1.0 : 0.0;
        return (book.Score.Skill * fit) + (book.Score.Language * speaks) + (book.Score.Familiarity * (knows ? 1 : 0)) - (book.Score.Load * Load(agent));
    }

    public static double Load(RuleAgent agent) => agent.Word.Capacity <= 0 ? 1 : (double)(agent.Word.Capacity - agent.Free) / agent.Word.Capacity;

    private static bool Expired(int? after, TimeSpan age) => after is { } seconds && age >= TimeSpan.FromSeconds(seconds);

    private static bool Compares(SelectorOperator op, string left, string right)
    {
        if (!double.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) || !double.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var b)) return false;
        return op switch
        {
            SelectorOperator.Less => a < b,
            SelectorOperator.LessOrEqual => a <= b,
            SelectorOperator.Greater => a > b,
            _ => a >= b,
        };
    }
}
