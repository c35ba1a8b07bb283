using System.CommandLine;
using System.Globalization;
using Reception.LoadTest.Profiles;
using Spectre.Console;

namespace Reception.LoadTest.Runs;

/// <summary><c>PROFILE</c>: plays a profile against a cluster.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> Profile = new("profile") { Description = $"A profile's name or file: {string.Join(", ", ShippedProfiles.Names)}" };
    private static readonly Option<DriverKind> Driver = new("--driver") { Description = "websocket (a socket each through a gateway), client (Orleans client), inprocess", DefaultValueFactory = _ => DriverKind.WebSocket };
    private static readonly Option<double?> Rate = new("--rate") { Description = "Conversations a second where a phase says 1" };
    private static readonly Option<double?> Minutes = new("--minutes") { Description = "How long the longest phase takes" };
    private static readonly Option<int?> Agents = new("--agents") { Description = "How many agents" };
    private static readonly Option<double?> Humans = new("--humans") { Description = "Share of customers who ask for a human, 0 to 1" };
    private static readonly Option<double?> Think = new("--think") { Description = "Mean pause between an answer and the next message, seconds" };
    private static readonly Option<int?> Messages = new("--messages") { Description = "Messages of each customer" };
    private static readonly Option<int?> Silos = new("--silos") { Description = "Silos at the beginning, each a process, with a store and a gateway; 0: one process for all" };
    private static readonly Option<int> Seed = new("--seed") { Description = "The run's chance", DefaultValueFactory = _ => 1 };
    private static readonly Option<Uri?> Url = new("--url") { Description = "A gateway of a cluster that runs already (with --token)" };
    private static readonly Option<string?> Token = new("--token") { Description = "Its administrator's token; or RECEPTION_TOKEN" };
    private static readonly Option<string?> Data = new("--data") { Description = "The cluster's data folder (default: a new one, removed at the end)" };
    private static readonly Option<string?> Lines = new("--lines") { Description = "What customers say, a line each (default: what the demo shop's customers ask)" };
    private static readonly Option<string?> Knowledge = new("--knowledge") { Description = "What the bot knows, JSON lines (default: the demo shop's)" };
    private static readonly Option<string> Language = new("--language") { Description = "zh or en", DefaultValueFactory = _ => "zh" };
    private static readonly Option<double> Drain = new("--drain") { Description = "Seconds that open conversations have after the last arrival", DefaultValueFactory = _ => 120 };
    private static readonly Option<double> Baseline = new("--baseline") { Description = "Seconds for each baseline of the machine; 0: none", DefaultValueFactory = _ => 3 };
    private static readonly Option<FileInfo?> Output = new("--output") { Description = "The report as JSON, with its HTML page beside it (default: load-PROFILE.json)" };
    private static readonly Option<string[]> Set = new("--set") { Description = "A setting of the servers: NAME=VALUE, as an environment variable", DefaultValueFactory = _ => [] };

    public static RootCommand Make()
    {
        Language.AcceptOnlyFromAmong("zh", "en");
        var command = new RootCommand("Load on a Reception cluster: customers and agents who are not real, and what came of it.")
        {
            Profile, Driver, Rate, Minutes, Agents, Humans, Think, Messages, Silos, Seed, Url, Token, Data, Lines, Knowledge, Language, Drain, Baseline, Output, Set,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var errors = new List<string>();
        if (Settings(parsed, errors) is not { } settings)
        {
            foreach (var error in errors) await Console.Error.WriteLineAsync(error);
            return 2;
        }
        return await RunHost.RunAsync(settings, cancel);
    }

    private static RunSettings? Settings(ParseResult parsed, List<string> errors)
    {
        var name = parsed.GetValue(Profile)!;
        var text = File.Exists(name) ? File.ReadAllText(name) : ShippedProfiles.Find(name);
        if (text is null)
        {
            errors.Add($"There is no profile '{name}': give a file, or one of {string.Join(", ", ShippedProfiles.Names)}.");
            return null;
        }
        if (ProfileReader.Read(text, errors) is not { } profile) return null;
        profile = Changed(profile, parsed);
        var url = parsed.GetValue(Url);
        var token = parsed.GetValue(Token) ?? Environment.GetEnvironmentVariable("RECEPTION_TOKEN");
        if (parsed.GetValue(Driver) == DriverKind.InProcess && (url is not null || profile.Silos > 0)) errors.Add("--driver inprocess has its one silo in this process: no --url, no --silos.");
        if (url is not null && token is null) errors.Add("--url needs the administrator's token of that cluster: --token or RECEPTION_TOKEN.");
        if (url is not null && profile.Fleet.Count > 0) errors.Add("--url: this profile starts and stops silos, which only works in a cluster that the run starts itself.");
        foreach (var file in new[] { parsed.GetValue(Lines), parsed.GetValue(Knowledge) }.OfType<string>().Where(file => !File.Exists(file))) errors.Add($"There is no file '{file}'.");
        var set = parsed.GetValue(Set)!.Select(pair => pair.Split('=', 2)).ToArray();
        foreach (var wrong in set.Where(pair => pair.Length != 2)) errors.Add($"--set {wrong[0]}: expected NAME=VALUE.");
        return errors.Count > 0 ? null : new RunSettings(
            profile, text, parsed.GetValue(Driver), parsed.GetValue(Seed), url, token, parsed.GetValue(Data), parsed.GetValue(Lines), parsed.GetValue(Knowledge),
            parsed.GetValue(Language)!, parsed.GetValue(Drain), parsed.GetValue(Baseline),
            parsed.GetValue(Output)?.FullName ?? Path.GetFullPath($"load-{profile.Name}.json"), set.ToDictionary(pair => pair[0], pair => pair[1]));
    }

    private static LoadProfile Changed(LoadProfile profile, ParseResult parsed)
    {
        var customers = profile.Customers;
        customers = customers with { Humans = parsed.GetValue(Humans) ?? customers.Humans, Messages = parsed.GetValue(Messages) ?? customers.Messages };
        if (parsed.GetValue(Think) is { } think) customers = customers with { Think = customers.Think with { MeanSeconds = think } };
        profile = profile with
        {
            Rate = parsed.GetValue(Rate) ?? profile.Rate,
            Silos = parsed.GetValue(Silos) ?? profile.Silos,
            Customers = customers,
            Agents = profile.Agents with { Count = parsed.GetValue(Agents) ?? profile.Agents.Count },
        };
        if (parsed.GetValue(Minutes) is not { } minutes) return profile;
        var longest = profile.Phases.MaxBy(phase => phase.Seconds);
        return profile with { Phases = [.. profile.Phases.Select(phase => phase == longest ? phase with { Seconds = minutes * 60 } : phase)] };
    }
}
