namespace Reception.Silo;

/// <summary>The command line: the switches of <see cref="SiloOptions.Switches"/>, each with a value but for the flags, and nothing else.</summary>
internal static class SiloSwitches
{
    public static bool TryAddSwitches(this ConfigurationManager configuration, string[] args, out IReadOnlyList<string> misuse)
    {
        var unknown = Names(args).Where(name => !SiloOptions.Switches.ContainsKey(name)).ToList();
        misuse = unknown.Count == 0 ? [] : [$"Unknown: {string.Join(", ", unknown)}.", $"Known: {string.Join(", ", SiloOptions.Switches.Keys)}, each with a value but for {string.Join(", ", SiloOptions.Flags)}."];
        if (unknown.Count > 0) return false;
        configuration.AddCommandLine([.. WithValues(args)], new Dictionary<string, string>(SiloOptions.Switches));
        return true;
    }

    /// <summary>Everything that stands where a switch is expected: a lost value or a path is reported, not taken for a switch.</summary>
    private static IEnumerable<string> Names(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            yield return args[i].Split('=')[0];
            if (args[i].StartsWith('-') && !args[i].Contains('=') && i + 1 < args.Length && !args[i + 1].StartsWith('-')) i++;
        }
    }

    /// <summary>A flag that stands alone becomes flag=true.</summary>
    private static IEnumerable<string> WithValues(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var isAlone = SiloOptions.Flags.Contains(args[i]) && (i + 1 == args.Length || args[i + 1].StartsWith('-'));
            yield return isAlone ? args[i] + "=true" : args[i];
        }
    }
}
