using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Checking;

/// <summary>What the checks find: all is counted, the first of each rule are kept.</summary>
internal sealed class Findings
{
    /// <summary>Violations kept of each rule.</summary>
    public const int Kept = 20;

    private readonly Dictionary<string, (string What, long Looked, long Found)> _rules = new(StringComparer.Ordinal);
    private readonly List<Violation> _violations = [];

    /// <summary>One line for each rule that was asked, in the order asked.</summary>
    public IReadOnlyList<CheckResult> Results => [.. _rules.Select(rule => new CheckResult(rule.Key, rule.Value.What, rule.Value.Looked, rule.Value.Found))];

    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Names a rule, so that it stands in the report although nothing was there to look at.</summary>
    public void Open(string rule, string what) => _rules[rule] = (what, 0, 0);

    public void Look(string rule, long things = 1)
    {
        var now = _rules[rule];
        _rules[rule] = now with { Looked = now.Looked + things };
    }

    public void Add(string rule, string? conversation, string what)
    {
        var now = _rules[rule];
        _rules[rule] = now with { Found = now.Found + 1 };
        if (now.Found < Kept) _violations.Add(new(rule, conversation, what));
    }
}
