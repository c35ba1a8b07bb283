using Microsoft.Extensions.Configuration;

namespace Reception.Gateway.Configuration;

/// <summary>
/// What is wrong with a configuration before anything is bound to it: values that cannot be read, and keys that nobody reads, which are
/// slips of the pen. All at once, so that a process that does not start says everything in one go.
/// </summary>
public static class SettingsCheck
{
    public const string Root = "Reception";

    /// <param name="configuration">Everything that was given.</param>
    /// <param name="sections">What this process reads.</param>
    /// <param name="own">Where a key that is not of <paramref name="sections"/> is an error: keys, each with all below it. Elsewhere it is somebody else's.</param>
    /// <param name="readable">The configuration without the values that cannot be read, so that binding it does not throw.</param>
    public static IReadOnlyList<string> Check(IConfiguration configuration, IEnumerable<SettingsSection> sections, IReadOnlyCollection<string> own, out IConfiguration readable)
    {
        var known = sections.SelectMany(section => section.Settings).ToArray();
        var (errors, values) = (new List<string>(), new List<KeyValuePair<string, string?>>());
        foreach (var (key, value) in configuration.GetSection(Root).AsEnumerable().Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var named = known.Where(setting => setting.Is(key)).ToArray();
            if (named.Select(setting => setting.Refuse(value!)).FirstOrDefault(refusal => refusal is not null) is { } refusal) errors.Add($"{key} '{value}' {refusal}.");
            else if (named.Length > 0) values.Add(new(key, value));
            else if (own.Any(place => IsBelow(place, key))) errors.Add($"{key} is no setting; docs/configuration.md lists them all.");
        }
        readable = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return errors;
    }

    private static bool IsBelow(string place, string key) => key.StartsWith(place + ":", StringComparison.OrdinalIgnoreCase);
}
