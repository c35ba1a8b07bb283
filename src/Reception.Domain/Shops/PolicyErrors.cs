namespace Reception.Domain.Shops;

/// <summary>Collects what is wrong, at most 100 lines.</summary>
internal sealed class PolicyErrors
{
    private const int Max = 100;
    private readonly List<string> _errors = [];

    public void Check(bool fine, string path, string problem)
    {
        if (!fine && _errors.Count < Max) _errors.Add($"{path}: {problem}.");
    }

    public void Range(string path, int value, int least, int most) => Check(value >= least && value <= most, path, $"is {value}; expected {least} to {most}");

    public void Probability(string path, double value) => Check(value is >= 0 and <= 1, path, FormattableString.Invariant($"is {value}; expected 0 to 1"));

    public void Text(string path, string? value, int least, int most) =>
        Check(value is not null && value.Trim().Length >= least && value.Length <= most, path, $"must have {least} to {most} characters");

    public void Unique(string path, IEnumerable<string?> names)
    {
        foreach (var twice in names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            Check(false, path, $"'{twice.Key}' stands there {twice.Count()} times");
    }

    public string[] ToArray() => [.. _errors];
}
