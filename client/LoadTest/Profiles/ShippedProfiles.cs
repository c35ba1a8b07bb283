namespace Reception.LoadTest.Profiles;

/// <summary>The profiles that come with the program, by name; a profile of one's own is a file.</summary>
public static class ShippedProfiles
{
    private const string Prefix = "profile.";

    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(ShippedProfiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>The YAML text; null: there is none of this name.</summary>
    public static string? Find(string name)
    {
        using var stream = typeof(ShippedProfiles).Assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
