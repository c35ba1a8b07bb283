using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Queues;

/// <summary>
/// The rules of one queue as its policy says them, made ready for deciding: what a work asks for at each age. One object for each
/// version of the policy; the <see cref="Matcher"/> compiles anew whenever it is given another object.
/// </summary>
public sealed class QueueRulebook
{
    /// <summary>Until the shop's policy is known: 20 s for an offer, one at a time, nothing asked for.</summary>
    public static readonly QueueRulebook Default = new(new QueuePolicy("default"), 0);

    private readonly SkillRequirement[] _skills;
    private readonly LabelSelector[] _selectors;
    private readonly bool _matchLanguage;
    private readonly bool _matchChannel;

    private QueueRulebook(QueuePolicy policy, long version)
    {
        var rules = policy.Rules ?? new QueueRules();
        var offers = rules.Offers ?? new OfferRules(CoolDownSeconds: (int)MatchPolicy.CoolDown.TotalSeconds);
        Version = version;
        OfferTime = TimeSpan.FromSeconds(policy.OfferSeconds);
        Concurrent = offers.AutoAccept ? 1 : Math.Max(1, offers.Concurrent);
        AutoAccept = offers.AutoAccept;
        CoolDown = TimeSpan.FromSeconds(offers.CoolDownSeconds);
        Mode = rules.Mode;
        Score = rules.Score ?? new ScoreWeights();
        Steps = rules.Steps ?? [];
        Limits = rules.Limits;
        Lends = rules.Lends;
        Borrowers = rules.Lends?.To.Where(to => to != policy.Name).Distinct(StringComparer.Ordinal).ToArray() ?? [];
        (_skills, _selectors) = (rules.Skills ?? [], rules.Selectors ?? []);
        (_matchLanguage, _matchChannel) = (rules.MatchLanguage, rules.MatchChannel);
    }

    public long Version { get; }

    /// <summary>How long an agent may think: 5 to 600 s.</summary>
    public TimeSpan OfferTime { get; }

    /// <summary>So many agents may have a live offer of the same work: 1 to 5, 1 where they accept without being asked.</summary>
    public int Concurrent { get; }

    public bool AutoAccept { get; }

    public TimeSpan CoolDown { get; }

    public DistributionMode Mode { get; }

    public ScoreWeights Score { get; }

    public IReadOnlyList<QueueStep> Steps { get; }

    public QueueLimits? Limits { get; }

    public Lending? Lends { get; }

    /// <summary>The queues it lends to, each once.</summary>
    internal string[] Borrowers { get; }

    public static QueueRulebook Of(QueuePolicy policy, long version = 0) => new(policy, version);

    /// <summary>What is asked of an agent for a work of this age.</summary>
    public AskedOf AskedAt(WorkRequest? request, string? topic, TimeSpan age)
    {
        var work = request ?? WorkRequest.Chat;
        var steps = Steps.Where(s => IsInForce(s, age)).ToArray();
        return new AskedOf(
            SkillsAt(work, age, steps),
            [.. _selectors.Concat(work.Selectors ?? []).Where(s => !Expired(s.ExpiresAfterSeconds, age) && !steps.Any(step => step.DropSelectors?.Contains(s.Key) == true))],
            _matchLanguage && !steps.Any(s => s.DropLanguage) ? work.Language : null,
            _matchChannel ? work.Channel : null,
            topic,
            [.. steps.SelectMany(s => s.Lenders ?? []).Distinct().Order(StringComparer.Ordinal)],
            steps.Any(s => s.AllHands),
            Mode == DistributionMode.BestScore ? work.Language : null);
    }

    /// <summary>The ages, in order, at which anything changes for such a work; the first phase has no beginning.</summary>
    internal IReadOnlyList<TimeSpan> Ages(WorkRequest? request)
    {
        var seconds = new SortedSet<int>();
        foreach (var step in Steps)
        {
            seconds.Add(step.AfterSeconds);
            if (step.UntilSeconds is { } until) seconds.Add(until);
        }
        foreach (var skill in _skills.Concat(request?.Skills ?? [])) AddExpiry(skill.ExpiresAfterSeconds);
        foreach (var selector in _selectors.Concat(request?.Selectors ?? [])) AddExpiry(selector.ExpiresAfterSeconds);
        AddExpiry(Limits?.MaxWaitSeconds);
        return [TimeSpan.MinValue, .. seconds.Select(s => TimeSpan.FromSeconds(s))];

        void AddExpiry(int? after)
        {
            if (after is { } age) seconds.Add(age);
        }
    }

    internal static bool IsInForce(QueueStep step, TimeSpan age) =>
        age >= TimeSpan.FromSeconds(step.AfterSeconds) && (step.UntilSeconds is not { } until || age < TimeSpan.FromSeconds(until));

    internal static string NameOf(QueueStep step) => step.Name ?? $"after {step.AfterSeconds} s";

    /// <summary>The first step that begins after this age, or the first requirement that expires before any does; null: it stays as it is.</summary>
    internal Widening? NextWidening(WorkRequest request, TimeSpan age)
    {
        var step = Steps.Where(s => TimeSpan.FromSeconds(s.AfterSeconds) > age).MinBy(s => s.AfterSeconds);
        int? expiry = _skills.Concat(request.Skills ?? []).Select(s => s.ExpiresAfterSeconds)
            .Concat(_selectors.Concat(request.Selectors ?? []).Select(s => s.ExpiresAfterSeconds))
            .Where(e => e is { } seconds && TimeSpan.FromSeconds(seconds) > age).Min();
        if (expiry is { } less && (step is null || less < step.AfterSeconds)) return new Widening(TimeSpan.FromSeconds(less), "asks for less");
        return step is null ? null : new Widening(TimeSpan.FromSeconds(step.AfterSeconds), NameOf(step));
    }

    private SkillRequirement[] SkillsAt(WorkRequest work, TimeSpan age, QueueStep[] steps)
    {
        var levels = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var skill in _skills.Concat(work.Skills ?? []))
        {
            if (!Expired(skill.ExpiresAfterSeconds, age)) levels[skill.Skill] = Math.Max(skill.Level, levels.GetValueOrDefault(skill.Skill));
        }
        foreach (var relaxation in steps.SelectMany(s => s.Relax ?? []))
        {
            foreach (var skill in levels.Keys.Where(k => relaxation.Skill is null || relaxation.Skill == k).ToArray()) levels[skill] = Math.Min(levels[skill], relaxation.Level);
        }
        return [.. levels.Where(l => l.Value > 0).Select(l => new SkillRequirement(l.Key, l.Value))];
    }

    private static bool Expired(int? after, TimeSpan age) => after is { } seconds && age >= TimeSpan.FromSeconds(seconds);
}
