using System.Text;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Queues;

/// <summary>What is asked of an agent for a work at one moment: everything that decides whether he fits, but for his free weight.</summary>
/// <param name="Skills">By name, each once, levels above 0.</param>
/// <param name="Language">Null: any.</param>
/// <param name="Channel">Null: any.</param>
/// <param name="Topic">An agent whose topics are limited needs it among them.</param>
/// <param name="Lenders">Queues of this shop whose lent agents may serve.</param>
/// <param name="AllHands">Sale-day staff may serve.</param>
/// <param name="Spoken">What the customer speaks, where it counts for the score.</param>
public sealed record AskedOf(SkillRequirement[] Skills, LabelSelector[] Selectors, string? Language, string? Channel, string? Topic, string[] Lenders, bool AllHands, string? Spoken = null)
{
    /// <summary>Whether such an agent may serve; of a lent one, if his home lends at the moment.</summary>
    public bool Fits(AgentTraits traits, ShopId shop) =>
        IsOpenTo(traits, shop) && KnowsTopic(traits) && Speaks(traits, Language) && Serves(traits.Channels, Channel)
        && Skills.All(s => Has(traits, s)) && Selectors.All(s => SelectorMatch.Fits(s, traits.Labels));

    /// <summary>Mean over the skills of (level − asked) / (10 − asked); 1 when none is asked.</summary>
    public double SkillFit(AgentTraits traits) =>
        Skills.Length == 0 ? 1 : Skills.Average(s => s.Level >= 10 ? 1 : (LevelOf(traits, s.Skill) - s.Level) / (double)(10 - s.Level));

    /// <summary>True also when the work names no language.</summary>
    public bool Speaks(AgentTraits traits) => Speaks(traits, Spoken);

    /// <summary>What such an agent lacks, in words; empty when he fits.</summary>
    public IEnumerable<string> Lacks(AgentTraits traits, ShopId shop)
    {
        if (!IsOpenTo(traits, shop)) yield return traits.Role == QueueRole.AllHands ? "a step to all hands" : $"a step with agents of {traits.Home?.Name}";
        if (!KnowsTopic(traits)) yield return $"topic {Topic ?? "(none)"}";
        if (!Speaks(traits, Language)) yield return $"language {Language}";
        if (!Serves(traits.Channels, Channel)) yield return $"channel {Channel}";
        foreach (var skill in Skills)
        {
            if (!Has(traits, skill)) yield return Word(skill);
        }
        foreach (var selector in Selectors)
        {
            if (!SelectorMatch.Fits(selector, traits.Labels)) yield return SelectorMatch.Word(selector);
        }
    }

    /// <summary>What is asked, in words.</summary>
    public string[] Words()
    {
        List<string> words = [.. Skills.Select(Word), .. Selectors.Select(SelectorMatch.Word)];
        if (Language is not null) words.Add($"language {Language}");
        if (Channel is not null) words.Add($"channel {Channel}");
        return [.. words];
    }

    /// <summary>Equal for equal askings.</summary>
    internal string Key()
    {
        var key = new StringBuilder();
        Append(Language?.ToUpperInvariant());
        Append(Channel?.ToUpperInvariant());
        Append(Topic);
        Append(Spoken?.ToUpperInvariant());
        key.Append(AllHands ? '!' : '.');
        foreach (var lender in Lenders) Append(lender);
        foreach (var skill in Skills)
        {
            key.Append('s').Append(skill.Level);
            Append(skill.Skill);
        }
        foreach (var selector in Selectors)
        {
            key.Append('?').Append((int)selector.Operator);
            Append(selector.Key);
            foreach (var value in selector.Values) Append(value);
        }
        return key.ToString();

        void Append(string? part) => key.Append(part?.Length ?? -1).Append(':').Append(part);
    }

    private bool IsOpenTo(AgentTraits traits, ShopId shop) => traits.Role switch
    {
        QueueRole.Member => true,
        QueueRole.Lent => traits.Home is { } home && home.Shop == shop && Array.IndexOf(Lenders, home.Name) >= 0,
        QueueRole.AllHands => AllHands,
        _ => false,
    };

    private bool KnowsTopic(AgentTraits traits) => traits.Topics is null || (Topic is not null && traits.Topics.Contains(Topic, StringComparer.OrdinalIgnoreCase));

    private static bool Serves(string[]? served, string? asked) => asked is null || served is null || served.Contains(asked, StringComparer.OrdinalIgnoreCase);

    /// <summary>Basic filtering of RFC 4647, either way: who speaks <c>zh</c> serves <c>zh-CN</c>, and who names <c>zh-Hant</c> serves who asks for <c>zh</c>.</summary>
    private static bool Speaks(AgentTraits traits, string? asked) =>
        asked is null || traits.Languages is null || Array.Exists(traits.Languages, spoken => IsWithin(asked, spoken) || IsWithin(spoken, asked));

    private static bool IsWithin(string tag, string range) =>
        tag.StartsWith(range, StringComparison.OrdinalIgnoreCase) && (tag.Length == range.Length || tag[range.Length] == '-');

    private static bool Has(AgentTraits traits, SkillRequirement skill) => LevelOf(traits, skill.Skill) >= skill.Level;

    private static int LevelOf(AgentTraits traits, string skill)
    {
        var level = 0;
        foreach (var has in traits.Skills ?? [])
        {
            if (has.Skill == skill) level = Math.Max(level, has.Level);
        }
        return level;
    }

    private static string Word(SkillRequirement skill) => $"skill {skill.Skill} ≥ {skill.Level}";
}
