using System.Globalization;
using System.Net;
using System.Text;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Reports;

/// <summary>A run as one HTML file that can be read without a network, light or dark: what it was, what it brought, plots, checks, settings.</summary>
internal static class RunPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--rule:#d8dee4;--page:#fff;--bad:#b42318;--good:#177245;--c1:#0b61a4;--c2:#15803d;--c3:#c2410c;--c4:#7c3aed;--c5:#a16207;--c6:#64748b}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--rule:#30363d;--page:#0d1117;--bad:#ff7b72;--good:#56d364;--c1:#58a6ff;--c2:#56d364;--c3:#ffa657;--c4:#bc8cff;--c5:#e3b341;--c6:#8b949e}}
        body{font:15px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--page)}
        h1{font-size:1.4rem;margin-bottom:.2rem}h2{font-size:1.05rem;margin:1.6rem 0 .3rem}p,small{color:var(--soft)}p.verdict{font-weight:600}.good{color:var(--good)}.bad{color:var(--bad)}
        table{border-collapse:collapse;margin:.3rem 0;display:block;overflow-x:auto}td,th{padding:.2rem .6rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap}td:first-child,th:first-child{text-align:left}
        table.words td,table.words th{text-align:left;white-space:normal}figure{margin:1.2rem 0}figcaption{font-weight:600}svg{width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:var(--soft)}.grid{stroke:var(--rule)}.legend{margin:0;font-size:13px}
        polyline{fill:none;stroke-width:1.6}pre{overflow-x:auto;font-size:12px;border:1px solid var(--rule);padding:.6rem}
        """;

    public static string Html(RunRecord record)
    {
        var head = record.Head;
        var title = $"Load run: {head.Profile}";
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
        page.Append(Encoded(title)).Append("</title><style>").Append(Style);
        for (var color = 1; color <= 6; color++) page.Append(CultureInfo.InvariantCulture, $".c{color}{{color:var(--c{color})}}.l{color}{{stroke:var(--c{color})}}.f{color}{{fill:var(--c{color});fill-opacity:.75}}");
        page.Append("</style></head><body><h1>").Append(Encoded(title)).Append("</h1>");
        Say(page, $"{head.Start:yyyy-MM-dd HH:mm:ss zzz}, {RunFigures.Clock(head.LengthSeconds)}, driver {head.Driver}, seed {head.Seed}{(head.Processes > 1 ? $", {head.Processes} load processes" : "")}");
        Say(page, $"{head.Machine.Cores} cores, {head.Machine.Processor}, {head.Machine.System}, .NET {head.Machine.DotNet}, runtime {head.Machine.Runtime}, commit {head.Machine.Commit ?? "unknown"}. Load and servers share this machine unless the settings say otherwise.");
        Verdict(page, record);
        var tables = RunFigures.Tables(record);
        foreach (var table in tables.Take(1)) Append(page, table);
        foreach (var chart in RunCharts.Of(record)) page.Append(chart.ToHtml());
        foreach (var table in tables.Skip(1)) Append(page, table);
        foreach (var violation in record.Violations) Append(page, violation);
        foreach (var group in head.Settings.GroupBy(setting => setting.Group)) Append(page, new ReportTable($"Settings: {group.Key}", ["", ""], [.. group.Select(setting => new[] { setting.Name, setting.Value })]), "words");
        page.Append("<h2>Profile</h2><pre>").Append(Encoded(head.ProfileText)).Append("</pre>");
        return page.Append("</body></html>\n").ToString();
    }

    private static void Verdict(StringBuilder page, RunRecord record)
    {
        var found = record.Checks.Sum(check => check.Found);
        var text = record.Checks.Length == 0 ? "The invariants were not checked." : found == 0 ? "Every invariant holds." : $"{found} violations of {record.Checks.Count(check => check.Found > 0)} rules.";
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"verdict {(found == 0 && record.Checks.Length > 0 ? "good" : "bad")}\">{Encoded(text)}</p>");
    }

    private static void Say(StringBuilder page, FormattableString text) => Line(page, FormattableString.Invariant(text));

    private static void Line(StringBuilder page, string text) => page.Append("<p>").Append(Encoded(text)).Append("</p>");

    private static void Append(StringBuilder page, ReportTable table, string style = "")
    {
        page.Append("<h2>").Append(Encoded(table.Title)).Append("</h2>");
        if (table.Note is { } note) Line(page, note);
        page.Append(style.Length > 0 ? $"<table class=\"{style}\">" : "<table>");
        if (table.Columns.Any(column => column.Length > 0)) page.Append("<tr>").AppendJoin("", table.Columns.Select(column => $"<th>{Encoded(column)}</th>")).Append("</tr>");
        foreach (var row in table.Rows) page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Encoded(cell)}</td>")).Append("</tr>");
        page.Append("</table>");
    }

    private static void Append(StringBuilder page, Violation violation)
    {
        page.Append("<details><summary class=\"bad\">").Append(Encoded(violation.ToString())).Append("</summary><pre>");
        page.Append(Encoded(string.Join('\n', violation.Evidence))).Append("</pre></details>");
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
