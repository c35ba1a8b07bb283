namespace Reception.Domain.Shops;

/// <summary>Collects what is wrong: at most 100 lines of at most 300 characters, each beginning with the path of the value.</summary>
internal sealed class PolicyErrors
{
    public const int Max = 100;
    private const int MaxLine = 300;
    private readonly List<string> _errors = [];

    public void Check(bool fine, string path, string problem)
    {
        if (!fine && _errors.Count < Max) _errors.Add(Line($"{path}: {problem}."));
    }

    public void Range(string path, int? value, int least, int most) => Check(value is null || (value >= least && value <= most), path, $"is {value}; expected {least} to {most}");

    public void Probability(string path, double value) => Range(path, value, 0, 1);

    public void Range(string path, double value, double least, double most) => Check(value >= least && value <= most, path, FormattableString.Invariant($"is {value}; expected {least} to {most}"));

    public void Text(string path, string? value, int least, int most) =>
        Check(value is not null && value.Length <= most && value.Trim().Length >= least, path, $"must have {least} to {most} characters");

    public void Known<T>(string path, T value) where T : struct, Enum => Check(Enum.IsDefined(value), path, $"{value:D} is not known");

    /// <summary>Checks the items that are there; more than <paramref name="most"/> are not looked at.</summary>
    public void Each<T>(string path, T?[]? items, int most, Action<string, T> check)
        where T : class
    {
        if (items is null) return;
        Check(items.Length <= most, path, $"has {items.Length}; at most {most}");
        for (var i = 0; i < Math.Min(items.Length, most); i++)
        {
            if (items[i] is { } item) check($"{path}[{i}]", item);
            else Check(false, $"{path}[{i}]", "is missing");
        }
    }

    public void Texts(string path, string?[]? texts, int items, int length) => Each(path, texts, items, (at, text) => Text(at, text, 1, length));

    public void Unique(string path, IEnumerable<string?> names)
    {
        foreach (var twice in names.Where(n => n is not null).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            Check(false, path, $"'{twice.Key}' stands there {twice.Count()} times");
    }

    public string[] ToArray() => [.. _errors];

    private static string Line(string text) => text.Length <= MaxLine ? text : string.Concat(text.AsSpan(0, MaxLine - 1), "…");
}
