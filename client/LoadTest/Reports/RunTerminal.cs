using System.Globalization;
using Reception.LoadTest.Measures;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Reception.LoadTest.Reports;

/// <summary>
/// The run as it goes on: a table that is drawn anew every second, or, where the output is no terminal, a line every few seconds. And the
/// tables at its end. All calls come from the thread that cuts.
/// </summary>
internal sealed class RunTerminal(IAnsiConsole console, RunHead head, double plannedSeconds)
{
    private const int PlainEvery = 5;
    private const int PlainWidth = 200;
    private int _cuts;

    /// <summary>The process's output; plain and wide where it goes to a file.</summary>
    public static IAnsiConsole Output()
    {
        if (!Console.IsOutputRedirected) return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(Console.Out) });
        plain.Profile.Width = PlainWidth;
        return plain;
    }

    public bool IsLive => console.Profile.Out.IsTerminal && console.Profile.Capabilities.Interactive;

    /// <summary>Shows the run while <paramref name="play"/> goes on, which calls <c>OnCut</c> of what it is given after each cut.</summary>
    public async Task ShowAsync(Func<Action<LoadRecorder, Slot, double>, Task> play)
    {
        console.MarkupLineInterpolated($"[bold]{head.Profile}[/], driver {head.Driver}, seed {head.Seed}, {RunFigures.Clock(plannedSeconds)}");
        if (!IsLive)
        {
            await play((recorder, slot, second) =>
            {
                if (_cuts++ % PlainEvery == 0) console.WriteLine(Plain(recorder, slot, second));
            });
            return;
        }
        await console.Live(new Text("")).StartAsync(live => play((recorder, slot, second) => live.UpdateTarget(Draw(recorder, slot, second))));
    }

    /// <summary>The tables of the finished run, and every violation with its conversation.</summary>
    public static void Print(IAnsiConsole console, RunRecord record)
    {
        foreach (var table in RunFigures.Tables(record)) console.Write(Grid(table));
        foreach (var violation in record.Violations)
        {
            console.MarkupLineInterpolated($"[red]{violation.ToString()}[/]");
            foreach (var line in violation.Evidence) console.MarkupLineInterpolated($"  [grey]{line}[/]");
        }
        var found = record.Checks.Sum(check => check.Found);
        if (record.Checks.Length > 0) console.MarkupLine(found == 0 ? "[green]Every invariant holds.[/]" : $"[red]{found} violations.[/]");
    }

    /// <summary>One second as a line.</summary>
    internal string Plain(LoadRecorder recorder, Slot slot, double second) => string.Create(CultureInfo.InvariantCulture,
        $"{RunFigures.Clock(second)}/{RunFigures.Clock(plannedSeconds)} started {slot.Rate(Counter.Started):0}/s done {slot.Rate(Counter.Completed):0}/s messages {slot.Rate(Counter.Acknowledged):0}/s ack {Percentiles(recorder, Operation.Acknowledge)} reply {Percentiles(recorder, Operation.BotReply)} open {slot.Of(Gauge.Open):0} sockets {slot.Of(Gauge.Sockets):0} waiting {slot.Of(Gauge.Waiting):0} agents {slot.Of(Gauge.AgentsBusy):0}/{slot.Of(Gauge.AgentsOnline):0} silos {slot.Of(Gauge.Silos):0}{Failures(slot)}");

    private IRenderable Draw(LoadRecorder recorder, Slot slot, double second)
    {
        var share = Math.Clamp(second / Math.Max(1, plannedSeconds), 0, 1);
        var table = new Table { Title = new TableTitle($"{RunFigures.Clock(second)} of {RunFigures.Clock(plannedSeconds)}") }.AddColumns("", "now", "so far").Expand();
        void Row(string name, string now, string all = "") => table.AddRow(name.EscapeMarkup(), now.EscapeMarkup(), all.EscapeMarkup());
        long All(Counter counter) => recorder.Slots.Sum(one => one.Of(counter));
        Row("conversations started", PerSecond(slot.Rate(Counter.Started)), Count(All(Counter.Started)));
        Row("completed", PerSecond(slot.Rate(Counter.Completed)), Count(All(Counter.Completed)));
        Row("messages acknowledged", PerSecond(slot.Rate(Counter.Acknowledged)), Count(All(Counter.Acknowledged)));
        Row("message → acknowledged", "", Percentiles(recorder, Operation.Acknowledge));
        Row("message → bot reply", "", Percentiles(recorder, Operation.BotReply));
        Row("slot free → offer", "", Percentiles(recorder, Operation.SlotToOffer));
        Row("wait for a person", $"{slot.Of(Gauge.Waiting):0} wait", Percentiles(recorder, Operation.Wait));
        Row("gave up / answered", "", $"{Count(All(Counter.Abandoned))} / {Count(All(Counter.Answered))}");
        Row("agents busy / online", $"{slot.Of(Gauge.AgentsBusy):0} / {slot.Of(Gauge.AgentsOnline):0}");
        Row("open / sockets / silos", $"{slot.Of(Gauge.Open):0} / {slot.Of(Gauge.Sockets):0} / {slot.Of(Gauge.Silos):0}");
        Row("failures", Failures(slot), Count(recorder.Slots.Sum(one => one.Failures.Values.Sum())));
        var bar = new BreakdownChart().Width(60).HideTags().AddItem("done", Math.Max(0.001, share), Color.Green).AddItem("to come", Math.Max(0.001, 1 - share), Color.Grey);
        return new Rows(bar, table);
    }

    private static Table Grid(ReportTable table)
    {
        var grid = new Table { Title = new TableTitle(table.Title.EscapeMarkup()), Caption = table.Note is { } note ? new TableTitle(note.EscapeMarkup()) : null };
        foreach (var column in table.Columns) grid.AddColumn(column.EscapeMarkup());
        foreach (var row in table.Rows) grid.AddRow(row.Select(cell => cell.EscapeMarkup()).ToArray());
        return grid;
    }

    private static string Percentiles(LoadRecorder recorder, Operation operation) => recorder.TimesOf(operation) is { TotalCount: > 0 } times
        ? string.Create(CultureInfo.InvariantCulture, $"p50 {RunFigures.Span(times.GetValueAtPercentile(50) / 1e3)} p99 {RunFigures.Span(times.GetValueAtPercentile(99) / 1e3)}")
        : "–";

    private static string Failures(Slot slot) => string.Concat(slot.Failures.Select(failure => $" {failure.Key}={failure.Value}"));

    private static string PerSecond(double rate) => rate.ToString("N0", CultureInfo.InvariantCulture) + "/s";

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
