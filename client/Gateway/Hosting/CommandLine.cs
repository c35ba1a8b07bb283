using Microsoft.Extensions.Configuration;

namespace Reception.Gateway.Hosting;

/// <summary>A command line of known switches with a value each, and nothing else.</summary>
internal static class CommandLine
{
    /// <summary>False: <paramref name="misuse"/> says what is not understood.</summary>
    public static bool TryAdd(IConfigurationBuilder configuration, string[] args, IReadOnlyDictionary<string, string> switches, out IReadOnlyList<string> misuse)
    {
        var errors = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0];
            var hasValue = name != args[i] || (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal));
            if (!switches.ContainsKey(name)) errors.Add($"Unknown: {name}.");
            else if (!hasValue) errors.Add($"{name} needs a value.");
            if (hasValue && name == args[i]) i++;
        }
        if (errors.Count > 0) errors.Add($"Known: {string.Join(", ", switches.Keys)}, each with a value.");
        else configuration.AddCommandLine(args, new Dictionary<string, string>(switches));
        misuse = errors;
        return errors.Count == 0;
    }
}
