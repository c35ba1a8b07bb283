using System.CommandLine;
using System.Globalization;
using Reception.Cli.Simulation;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Simulation;
using Reception.Domain.Simulation.Files;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>simulate POLICY.yaml DEMAND.yaml</c>: what customers would meet under a policy, before it is published.</summary>
internal static class SimulateCommand
{
    private static readonly Argument<FileInfo> Policy = new("policy") { Description = "The shop's policy as YAML" };
    private static readonly Argument<FileInfo> Demand = new("demand") { Description = "Agents and arrivals as YAML (docs/simulation.md)" };
    private static readonly Option<FileInfo?> Compare = new("--compare") { Description = "A second policy, tried on the same customers" };
    private static readonly Option<int> Runs = new("--runs") { Description = "Days to simulate, each with other chance", DefaultValueFactory = _ => 5 };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Other chance than the demand file's" };
    private static readonly Option<FileInfo> Page = new("--html") { Description = "Where to write the page with the plots", DefaultValueFactory = _ => new FileInfo("simulation.html") };
    private static readonly Option<string?> FromShop = new("--from-shop") { Description = "Take the arrivals of this shop's day instead of the file's" };
    private static readonly Option<DateOnly?> Day = new("--day") { Description = "That day (the shop's time zone), for example 2026-11-11" };
    private static readonly Option<Uri> Url = Shared.Url();
    private static readonly Option<string?> Token = Shared.Token();

    public static Command Make()
    {
        Runs.Validators.Add(result => { if (result.GetValueOrDefault<int>() is < 1 or > 20) result.AddError("--runs: 1 to 20"); });
        var command = new Command("simulate", "Try a policy on customers who are not real") { Policy, Demand, Compare, Runs, Seed, Page, FromShop, Day, Url, Token };
        command.SetAction((parsed, cancel) => Shared.RunAsync(() => RunAsync(parsed, cancel)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var shop = new ShopId(parsed.GetValue(FromShop) is { } name && KeyPart.IsValid(name) ? name : "shop");
        var errors = new List<string>();
        var policies = new List<(string Name, ShopPolicy Policy)>();
        foreach (var file in new[] { parsed.GetValue(Policy), parsed.GetValue(Compare) }.OfType<FileInfo>())
        {
            if (await InputFile.ReadAsync(file, PolicyFile.Parse, errors, cancel) is { } policy) policies.Add((file.Name, policy));
        }
        var demand = await InputFile.ReadAsync(parsed.GetValue(Demand)!, (text, wrong) => DemandFile.Parse(text, shop, wrong), errors, cancel);
        if (parsed.GetValue(FromShop) is not null && parsed.GetValue(Day) is null) errors.Add("--day: which day of the shop? For example --day 2026-11-10");
        if (errors.Count > 0 || demand is null) return InputFile.Refuse(errors);

        if (parsed.GetValue(Day) is { } day) demand = demand with { Day = day };
        var recorded = parsed.GetValue(FromShop) is null ? null : await RecordedAsync(parsed, demand, policies[0].Policy, shop, cancel);
        if (recorded is { Count: 0 }) return InputFile.Refuse([$"--from-shop: nobody asked {shop} for a person on {demand.Day:yyyy-MM-dd} between {demand.From:hh\\:mm} and {demand.Until}."]);
        var results = new List<(string Name, RunSet Runs)>();
        foreach (var (file, policy) in policies)
        {
            if (demand.Under(policy, shop, errors, recorded, parsed.GetValue(Seed)) is { } scenario) results.Add((file, RunSet.Of(scenario, parsed.GetValue(Runs), Spans(demand))));
        }
        return errors.Count > 0 ? InputFile.Refuse(errors) : await ShowAsync(results, demand, parsed.GetValue(Page)!, cancel);
    }

    private static async Task<IReadOnlyList<DemandStream>> RecordedAsync(ParseResult parsed, DemandFile demand, ShopPolicy policy, ShopId shop, CancellationToken cancel)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(policy.TimeZone);
        var midnight = demand.Day.ToDateTime(TimeOnly.MinValue);
        var start = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)) + demand.From;
        var arrivals = await RecordedDay.ReadAsync(Shared.Api(parsed.GetValue(Url)!, parsed.GetValue(Token)), shop.Value, start, start + (demand.Until - demand.From), cancel);
        return demand.Recorded.Streams(arrivals, start);
    }

    private static async Task<int> ShowAsync(List<(string Name, RunSet Runs)> results, DemandFile demand, FileInfo page, CancellationToken cancel)
    {
        var tables = new List<TextTable>();
        foreach (var (name, runs) in results)
        {
            tables.Add(SimulationTables.Waits($"Waits: {name}, mean of {runs.Runs.Count} days", runs, demand.Within));
            tables.Add(SimulationTables.Load($"Load: {name}", runs));
            tables.Add(SimulationTables.Steps($"Widening: {name}, a day", runs));
        }
        if (results.Count == 2) tables.Add(SimulationTables.Difference(results[0].Runs, results[1].Runs, demand.Within));
        foreach (var table in tables.Where(t => t.Rows.Count > 0)) InputFile.Print(table);
        var title = string.Create(CultureInfo.InvariantCulture, $"{string.Join(" against ", results.Select(r => r.Name))}, {demand.Day:yyyy-MM-dd}");
        await File.WriteAllTextAsync(page.FullName, SimulationPage.Html(title, results, tables, demand.From, demand.Within), cancel);
        Shared.Say($"[green]{page.Name.EscapeMarkup()}[/] holds the plots");
        return 0;
    }

    private static int Spans(DemandFile demand) => Math.Max(1, (int)Math.Round((demand.Until - demand.From).TotalHours));
}
