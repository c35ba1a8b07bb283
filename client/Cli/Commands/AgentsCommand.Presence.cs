using System.CommandLine;
using System.Globalization;
using Reception.Client.Web.Rest;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>agents force</c> and <c>agents drain</c>: what a supervisor orders. <c>--end</c> takes it back.</summary>
internal static partial class AgentsCommand
{
    private static Command Force()
    {
        var (url, token, id) = (Shared.Url(), Shared.Token(), new Argument<string>("id") { Description = "The agent's id" });
        var intent = new Option<string>("--intent") { Description = "online, away or offline", DefaultValueFactory = _ => "away" };
        var (reason, end) = (Reason(), End());
        var minutes = new Option<int?>("--minutes") { Description = "How long; left out: until he sets his own" };
        var command = new Command("force", "Sets an agent's presence") { url, token, id, intent, reason, minutes, end };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var api = Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token));
            Print(parsed.GetValue(end)
                ? await api.EndForceAsync(parsed.GetValue(id)!, cancel)
                : await api.ForcePresenceAsync(parsed.GetValue(id)!, new ForceRequest(parsed.GetValue(intent), parsed.GetValue(reason), Minutes: parsed.GetValue(minutes)), cancel));
            return 0;
        }));
        return command;
    }

    private static Command Drain()
    {
        var (url, token, id) = (Shared.Url(), Shared.Token(), new Argument<string>("id") { Description = "The agent's id" });
        var (reason, end) = (Reason(), End());
        var then = new Option<string?>("--then") { Description = "away or offline, when he is empty" };
        var command = new Command("drain", "No new work for an agent until he is empty") { url, token, id, reason, then, end };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var api = Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token));
            Print(parsed.GetValue(end)
                ? await api.EndDrainAsync(parsed.GetValue(id)!, cancel)
                : await api.DrainAgentAsync(parsed.GetValue(id)!, new DrainRequest(parsed.GetValue(reason), parsed.GetValue(then)), cancel));
            return 0;
        }));
        return command;
    }

    private static Option<string?> Reason() => new("--reason") { Description = "Shown to him" };

    private static Option<bool> End() => new("--end") { Description = "Takes it back" };

    private static void Print(AgentDocument agent) =>
        Shared.Say($"{agent.Name.EscapeMarkup()}: {agent.State}, {agent.Load} of {agent.Capacity}{(agent.Forced is { } forced ? $", set by {forced.By.EscapeMarkup()}" : "")}{(agent.Drain is { } drain ? $", drained by {drain.By.EscapeMarkup()}" : "")}");

    private static T[]? Some<T>(string[]? texts, Func<string, T> read) => texts is { Length: > 0 } ? [.. texts.Select(read)] : null;

    private static SkillDocument Skill(string text) => text.Split('=', 2) is [var skill, var level]
        ? new SkillDocument(skill, int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        : new SkillDocument(text);

    private static QualificationDocument Qualification(string text) => text.Split('=', 2) is [var queue, var role] ? new QualificationDocument(queue, role) : new QualificationDocument(text);

    private static LabelDocument Label(string text) => text.Split('=', 2) is [var key, var value] ? new LabelDocument(key, value) : new LabelDocument(text, "");
}
