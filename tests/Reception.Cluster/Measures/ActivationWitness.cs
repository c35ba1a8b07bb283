using System.Globalization;
using System.Text.RegularExpressions;

namespace Reception.Cluster.Measures;

/// <summary>
/// Reads in the silos' logs when a conversation became active in a process and when it ceased to be, and finds those that were active in
/// two at once. A process that was killed ends what it had at its last line.
/// </summary>
internal static partial class ActivationWitness
{
    /// <summary>What was found: overlaps, and how many activations were looked at.</summary>
    public static (IReadOnlyList<string> Twice, int Activations) Read(string logFolder)
    {
        var lives = Directory.GetFiles(logFolder, "silo-*.log").SelectMany(Lives).ToList();
        var twice = new List<string>();
        foreach (var grain in lives.GroupBy(life => life.Grain))
        {
            Life? before = null;
            foreach (var life in grain.OrderBy(life => life.From))
            {
                if (before is not null && life.From < before.To) twice.Add($"{life.Grain} was active in {before.Silo} until {before.To:HH:mm:ss.fffffff} and in {life.Silo} from {life.From:HH:mm:ss.fffffff}");
                if (before is null || life.To > before.To) before = life;
            }
        }
        return (twice, lives.Count);
    }

    private static IEnumerable<Life> Lives(string file)
    {
        var silo = Path.GetFileNameWithoutExtension(file);
        var began = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        var last = DateTime.MinValue;
        foreach (var line in File.ReadLines(file))
        {
            if (Line().Match(line) is not { Success: true } match) continue;
            last = DateTime.ParseExact(match.Groups["at"].Value, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            var grain = match.Groups["grain"].Value;
            if (match.Groups["what"].Value == "begins") began.TryAdd(grain, last);
            else if (began.Remove(grain, out var from)) yield return new(grain, silo, from, last);
        }
        foreach (var (grain, from) in began) yield return new(grain, silo, from, last);
    }

    [GeneratedRegex(@"(?<at>\d{4}-\d\d-\d\dT[0-9:.]+Z).*Conversation (?<grain>\S+): the activation (?<what>begins|ends)")]
    private static partial Regex Line();

    private sealed record Life(string Grain, string Silo, DateTime From, DateTime To);
}
