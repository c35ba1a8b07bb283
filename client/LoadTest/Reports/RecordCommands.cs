using System.CommandLine;
using Reception.LoadTest.Checking;
using Reception.LoadTest.Measures;
using Spectre.Console;

namespace Reception.LoadTest.Reports;

/// <summary>What can be done with a run's files afterwards: <c>merge</c>, <c>report</c>, <c>check</c>. Exit codes: 0, 1 a violation, 2 wrong files.</summary>
internal static class RecordCommands
{
    private static readonly Argument<string[]> Files = new("files") { Description = "JSON files of load processes that ran at the same time", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<string> RunFile = new("file") { Description = "A run's JSON file" };
    private static readonly Option<string> Out = new("--output", "-o") { Description = "The merged run's JSON file; its page stands beside it", Required = true };
    private static readonly Option<string> Data = new("--data") { Description = "The data folder with reception.db", Required = true };
    private static readonly Option<string[]> Histories = new("--history") { Description = "What clients saw: a file of each load process", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Record = new("--run") { Description = "The run's JSON file: its figures are compared too, and the result is written into it" };
    private static readonly Option<long> After = new("--after") { Description = "The journal's last position before the run, where the folder was not new" };
    private static readonly Option<bool> Silent = new("--silent-chats") { Description = "A shop lets silent chats stop counting against the capacity" };

    public static IEnumerable<Command> Make()
    {
        var merge = new Command("merge", "Makes one run of the files of several load processes.") { Files, Out };
        merge.SetAction((parsed, cancel) => GuardedAsync(() => MergeAsync(parsed.GetValue(Files)!, parsed.GetValue(Out)!, cancel)));
        yield return merge;
        var report = new Command("report", "Prints a run's tables and makes its page again.") { RunFile };
        report.SetAction((parsed, cancel) => GuardedAsync(() => ReportAsync(parsed.GetValue(RunFile)!, cancel)));
        yield return report;
        var check = new Command("check", "Holds a journal and what clients saw against the invariants.") { Data, Histories, Record, After, Silent };
        check.SetAction((parsed, cancel) => GuardedAsync(() => CheckAsync(parsed, cancel)));
        yield return check;
    }

    private static async Task<int> MergeAsync(string[] files, string output, CancellationToken cancel)
    {
        var records = await Task.WhenAll(files.Select(file => RunFiles.ReadAsync(file, cancel)));
        var merged = RunFiles.Complete(RunMerge.Merge(records));
        RunTerminal.Print(RunTerminal.Output(), merged);
        RunTerminal.Output().MarkupLineInterpolated($"{await RunFiles.WriteAsync(merged, output, cancel)}");
        return merged.Checks.Any(check => check.Found > 0) ? 1 : 0;
    }

    private static async Task<int> ReportAsync(string file, CancellationToken cancel)
    {
        var record = RunFiles.Complete(await RunFiles.ReadAsync(file, cancel));
        RunTerminal.Print(RunTerminal.Output(), record);
        RunTerminal.Output().MarkupLineInterpolated($"{await RunFiles.WriteAsync(record, file, cancel)}");
        return 0;
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancel)
    {
        var record = parsed.GetValue(Record) is { } file ? await RunFiles.ReadAsync(file, cancel) : null;
        var outcome = RunCheck.Run(new CheckInput(parsed.GetValue(Data)!, parsed.GetValue(Histories) ?? [], record?.Slots, parsed.GetValue(After), SilentChats: parsed.GetValue(Silent)));
        foreach (var result in outcome.Results) RunTerminal.Output().MarkupLineInterpolated($"{result.Rule,-10} {result.Looked,12:N0} looked at, {result.Found:N0} violations: {result.What}");
        foreach (var violation in outcome.Violations)
        {
            RunTerminal.Output().MarkupLineInterpolated($"[red]{violation.ToString()}[/]");
            foreach (var line in violation.Evidence) RunTerminal.Output().MarkupLineInterpolated($"  [grey]{line}[/]");
        }
        if (record is not null) await RunFiles.WriteAsync(record with { Checks = [.. outcome.Results], Violations = [.. outcome.Violations] }, parsed.GetValue(Record)!, cancel);
        return outcome.IsClean ? 0 : 1;
    }

    private static async Task<int> GuardedAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (InvalidDataException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
    }
}
