using System.CommandLine;
using System.Globalization;
using Reception.Cli.Simulation;
using Reception.Contracts.Ids;
using Reception.Domain.Simulation.Files;

namespace Reception.Cli.Commands;

/// <summary><c>staffing DEMAND.yaml</c>: how many agents each hour takes, by Erlang C and A.</summary>
internal static class StaffingCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("demand") { Description = "Arrivals as YAML, with what staffing has to reach (docs/simulation.md)" };
        var command = new Command("staffing", "How many agents a day takes, by hour") { file };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var errors = new List<string>();
            var demand = await InputFile.ReadAsync(parsed.GetValue(file)!, (text, wrong) => DemandFile.Parse(text, new ShopId("shop"), wrong), errors, cancel);
            if (demand is { Streams.Count: 0 }) errors.Add("arrivals: there are none.");
            if (errors.Count > 0 || demand is null) return InputFile.Refuse(errors);
            foreach (var plan in DemandPlan.Plan(demand)) InputFile.Print(Table(plan, demand));
            return 0;
        }));
        return command;
    }

    private static TextTable Table(DemandPlan.QueuePlan plan, DemandFile demand) => new(
        $"{plan.Queue}: {demand.Staffing.Concurrency} at once",
        ["from", "arrivals", "agents", "scheduled", string.Create(CultureInfo.InvariantCulture, $"answered in {demand.Staffing.Target.WithinSeconds:0.#} s"), "gave up", "mean wait", "occupancy"],
        [.. plan.Spans.Select(s => (string[])
        [
            s.Span.Label, Text(s.Span.Arrivals, "0.#"), $"{s.Agents}", $"{s.Scheduled}", Text(100 * s.ServiceLevel, "0.0 '%'"),
            Text(100 * s.Queue.Abandonment, "0.0 '%'"), Text(s.Queue.MeanWait, "0.0 's'"), Text(100 * s.Queue.Occupancy, "0.0 '%'"),
        ])]);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
