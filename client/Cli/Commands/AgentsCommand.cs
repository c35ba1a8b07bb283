using System.CommandLine;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>agents …</c>: list, put, token, force, drain.</summary>
internal static partial class AgentsCommand
{
    public static Command Make() => new("agents", "People who serve customers") { List(), Put(), Token(), Force(), Drain() };

    private static Command List()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shared.Shop());
        var command = new Command("list", "Agents of a shop") { url, token, shop };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            Print(await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetAgentsAsync(parsed.GetValue(shop)!, cancel));
            return 0;
        }));
        return command;
    }

    private static Command Put()
    {
        var (url, token, id) = (Shared.Url(), Shared.Token(), new Argument<string>("id") { Description = "The agent's id" });
        var name = new Option<string>("--name") { Description = "What customers read", Required = true };
        var queues = new Option<string[]>("--queue") { Description = "shop/queue, once for each" };
        var qualified = new Option<string[]>("--qualify") { Description = "A further queue, shop/queue or shop/queue=all-hands, once for each" };
        var capacity = new Option<int>("--capacity") { Description = "Chats at once", DefaultValueFactory = _ => 3 };
        var skills = new Option<string[]>("--skill") { Description = "skill or skill=level, once for each" };
        var languages = new Option<string[]>("--language") { Description = "Left out: all" };
        var channels = new Option<string[]>("--channel") { Description = "Left out: all" };
        var labels = new Option<string[]>("--label") { Description = "key=value, once for each" };
        var share = new Option<int?>("--share") { Description = "His weight in the mode weighted share" };
        var reserve = new Option<int?>("--wake-reserve") { Description = "Kept for silent chats that wake up" };
        var command = new Command("put", "Creates an agent or replaces his whole profile") { url, token, id, name, queues, qualified, capacity, skills, languages, channels, labels, share, reserve };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var api = Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token));
            var request = new AgentRequest(
                parsed.GetValue(name), parsed.GetValue(queues) ?? [], parsed.GetValue(capacity), Some(parsed.GetValue(skills), Skill), Some(parsed.GetValue(languages), text => text), Some(parsed.GetValue(channels), text => text),
                Some(parsed.GetValue(labels), Label), Some(parsed.GetValue(qualified), Qualification), Share: parsed.GetValue(share), WakeReserve: parsed.GetValue(reserve));
            Print(await api.PutAgentAsync(parsed.GetValue(id)!, request, cancel));
            return 0;
        }));
        return command;
    }

    private static Command Token()
    {
        var (url, token, id) = (Shared.Url(), Shared.Token(), new Argument<string>("id") { Description = "The agent's id" });
        var minutes = new Option<int?>("--minutes") { Description = "How long it is valid (default 12 hours)" };
        var command = new Command("token", "A token for an agent") { url, token, id, minutes };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            Console.WriteLine((await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).IssueAgentTokenAsync(parsed.GetValue(id)!, parsed.GetValue(minutes), cancel)).Token);
            return 0;
        }));
        return command;
    }

    private static void Print(params AgentProfileDocument[] agents)
    {
        var table = new Table().AddColumns("id", "name", "queues", "skills", "capacity");
        foreach (var agent in agents) table.AddRow(agent.Id.EscapeMarkup(), agent.Name.EscapeMarkup(), string.Join(' ', Queues(agent)).EscapeMarkup(), string.Join(' ', Skills(agent)).EscapeMarkup(), $"{agent.Capacity}");
        AnsiConsole.Write(table);
    }

    private static IEnumerable<string> Queues(AgentProfileDocument agent) =>
        agent.Queues.Concat((agent.Qualifications ?? []).Select(passed => $"{passed.Queue}({string.Join(' ', (passed.Topics ?? []).Prepend(passed.Role ?? "member"))})"));

    private static IEnumerable<string> Skills(AgentProfileDocument agent) => (agent.Skills ?? []).Select(skill => $"{skill.Skill}={skill.Level}");
}
