using System.Globalization;
using Reception.Domain.Simulation;

namespace Reception.Cli.Simulation;

/// <summary>A table of text, for the screen and the page alike.</summary>
internal sealed record TextTable(string Title, string[] Columns, IReadOnlyList<string[]> Rows);

/// <summary>What runs brought, in words and numbers: a mean over the runs ± the half of its 95 % interval.</summary>
internal static class SimulationTables
{
    private static readonly (string Name, Func<WaitFigures, double> Of, string Format)[] Columns =
    [
        ("customers", f => f.Customers, "0"),
        ("answered in time", f => 100 * f.ServiceLevel, "0.0 '%'"),
        ("gave up", f => 100 * f.Abandonment, "0.0 '%'"),
        ("sent on", f => f.SentOn, "0"),
        ("left waiting", f => f.Waiting, "0"),
        ("mean wait", f => f.MeanWait, "0.0 s"),
        ("median", f => f.P50, "0 s"),
        ("90 %", f => f.P90, "0 s"),
        ("99 %", f => f.P99, "0 s"),
    ];

    /// <summary>One line for each queue that anybody came to, and one for the shop.</summary>
    public static TextTable Waits(string title, RunSet runs, double? within) => new(title, ["queue", .. Columns.Select(c => c.Name)],
        [.. Lines(runs, within).Select(line => (string[])[line.Name, .. Columns.Select(c => Text(runs.Mean(r => c.Of(line.Of(r))), c.Format))])]);

    /// <summary>The second policy less the first, customer by customer the same.</summary>
    public static TextTable Difference(RunSet first, RunSet second, double? within) => new("Second less first", ["queue", .. Columns.Select(c => c.Name)],
        [.. Lines(first, within).Where(l => l.Queue < second.Scenario.Policy.Queues.Length).Select(line => (string[])[line.Name, .. Columns.Select(c => Signed(second.Less(first, r => c.Of(line.Of(r))), c.Format))])]);

    public static TextTable Steps(string title, RunSet runs)
    {
        var rows = new List<string[]>();
        for (var queue = 0; queue < runs.Scenario.Policy.Queues.Length; queue++)
        {
            if (runs.Scenario.Policy.Queues[queue].Rules?.Steps is not { Length: > 0 }) continue;
            var of = runs.Runs.Select(r => r.Steps(queue)).ToArray();
            for (var i = 0; i < of[0].Count; i++)
            {
                string Mean(Func<StepFigures, int> figure) => of.Average(s => figure(s[i])).ToString("0.#", CultureInfo.InvariantCulture);
                rows.Add([runs.Scenario.Policy.Queues[queue].Name, of[0][i].Name, $"{of[0][i].AfterSeconds} s", Mean(s => s.Reached), Mean(s => s.Answered), Mean(s => s.ByLent), Mean(s => s.ByAllHands), Mean(s => s.GaveUp), Mean(s => s.SentOn)]);
            }
        }
        return new TextTable(title, ["queue", "step", "from", "still in line", "answered then", "by lent", "by all hands", "gave up", "sent on"], rows);
    }

    public static TextTable Load(string title, RunSet runs) => new(title, ["occupancy", "told range holds the wait", "mean error of its middle"],
    [[
        Text(runs.Mean(r => 100 * r.Occupancy), "0.0 '%'"),
        runs.Runs.Sum(r => r.All(0).Told) is > 0 and var told ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * runs.Runs.Sum(r => r.All(0).Inside) / told:0.0} % of {told}") : "nobody waited with one",
        Text(runs.Mean(r => r.All(0).MeanError), "0.0 s"),
    ]]);

    private static IEnumerable<(string Name, int Queue, Func<SimulationRun, WaitFigures> Of)> Lines(RunSet runs, double? within)
    {
        var queues = runs.Scenario.Policy.Queues;
        for (var i = 0; i < queues.Length; i++)
        {
            var queue = i;
            if (runs.Runs.Any(r => r.Counted.Any(w => w.First == queue))) yield return ($"{queues[i].Name} (in {within ?? queues[i].TargetSeconds:0.#} s)", i, r => r.OfQueue(queue, within));
        }
        var all = within ?? queues[0].TargetSeconds;
        if (queues.Length > 1) yield return ($"all (in {all:0.#} s)", 0, r => r.All(all));
    }

    private static string Text(BatchMeans value, string format)
    {
        var mean = value.Mean.ToString(format.Replace(" s", " 's'", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return value.HalfWidth == 0 ? mean : $"{mean} ±{value.HalfWidth.ToString(format.Split(' ')[0] is "0" ? "0.#" : "0.0", CultureInfo.InvariantCulture)}";
    }

    private static string Signed(BatchMeans value, string format) => (value.Mean > 0 ? "+" : "") + Text(value, format);
}
