using System.Globalization;
using System.Net;
using System.Text;
using Reception.Domain.Simulation;

namespace Reception.Cli.Simulation;

/// <summary>Runs as one HTML file that can be read without a network: plots as inline SVG, then the tables.</summary>
internal static class SimulationPage
{
    private static readonly string[] Colors = ["#0b61a4", "#c2410c"];

    public static string Html(string title, IReadOnlyList<(string Name, RunSet Runs)> policies, IReadOnlyList<TextTable> tables, TimeSpan from, double? within)
    {
        var hours = (From: from.TotalHours, Until: from.TotalHours + policies[0].Runs.Scenario.Length.TotalHours);
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
        page.Append(Encoded(title)).Append("</title><style>body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}svg{width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:#57606a}.grid{stroke:#d8dee4}.legend{margin:0;font-size:13px}table{border-collapse:collapse;margin:.5rem 0 1.5rem;display:block;overflow-x:auto}td,th{padding:.2rem .6rem;border-bottom:1px solid #d8dee4;text-align:right;white-space:nowrap}td:first-child,th:first-child{text-align:left}h2{font-size:1.05rem;margin:1.6rem 0 .3rem}</style></head><body><h1>");
        page.Append(Encoded(title)).Append("</h1>");
        page.Append(LineChart.Svg("Customers in line", hours, [.. policies.Select((p, i) => new Series(p.Name, Colors[i], Samples(p.Runs, s => s.InLine, hours.From)))]));
        page.Append(LineChart.Svg("Answered in time, by when they came", hours, [.. policies.Select((p, i) => new Series(p.Name, Colors[i], Levels(p.Runs, within, hours.From)))], 100, " %"));
        page.Append(LineChart.Svg("Agents' capacity: busy, and at the desks (dashed)", hours, [.. policies.SelectMany((p, i) => new[]
        {
            new Series($"{p.Name}, busy", Colors[i], Samples(p.Runs, s => s.Busy, hours.From)),
            new Series($"{p.Name}, at the desks", Colors[i], Samples(p.Runs, s => s.Staffed, hours.From), IsDashed: true),
        })]));
        foreach (var table in tables.Where(t => t.Rows.Count > 0)) Append(page, table);
        return page.Append("</body></html>\n").ToString();
    }

    private static (double, double)[] Samples(RunSet runs, Func<LoadSample, int> of, double from) =>
        [.. Enumerable.Range(0, runs.Runs.Min(r => r.Samples.Count)).Select(i => (from + (runs.Runs[0].Samples[i].At / 3_600), runs.Runs.Average(r => of(r.Samples[i]))))];

    private static (double, double)[] Levels(RunSet runs, double? within, double from)
    {
        var (spans, length) = (runs.Runs[0].Load.Count, runs.Scenario.Length.TotalHours);
        return [.. Enumerable.Range(0, spans).Select(i => (from + ((i + 0.5) * length / spans), runs.Runs.Average(r => 100 * r.OfSpan(i, within ?? runs.Scenario.Policy.Queues[0].TargetSeconds).ServiceLevel)))];
    }

    private static void Append(StringBuilder page, TextTable table)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Encoded(table.Title)}</h2><table><tr>");
        foreach (var column in table.Columns) page.Append(CultureInfo.InvariantCulture, $"<th>{Encoded(column)}</th>");
        page.Append("</tr>");
        foreach (var row in table.Rows) page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Encoded(cell)}</td>")).Append("</tr>");
        page.Append("</table>");
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
