namespace Reception.Silo;

/// <summary>The command line: the switches of <see cref="SiloOptions.Switches"/> with a value each, and nothing else.</summary>
internal static class SiloSwitches
{
    public static bool TryAddSwitches(this ConfigurationManager configuration, string[] args, out IReadOnlyList<string> misuse)
    {
        var names = args.Select(arg => arg.Split('=')[0]).Where(arg => arg.StartsWith('-'));
        var unknown = names.Where(name => !SiloOptions.Switches.ContainsKey(name)).ToList();
        misuse = unknown.Count == 0 ? [] : [$"Unknown: {string.Join(", ", unknown)}.", $"Known: {string.Join(", ", SiloOptions.Switches.Keys)}, each with a value."];
        if (unknown.Count > 0) return false;
        configuration.AddCommandLine(args, new Dictionary<string, string>(SiloOptions.Switches));
        return true;
    }
}
