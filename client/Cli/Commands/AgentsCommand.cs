using System.CommandLine;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>agents …</c>: list, put, token.</summary>
internal static class AgentsCommand
{
    public static Command Make() => new("agents", "People who serve customers") { List(), Put(), Token() };

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
        var queues = new Option<string[]>("--queue") { Description = "shop/queue, once for each", Required = true };
        var capacity = new Option<int>("--capacity") { Description = "Chats at once", DefaultValueFactory = _ => 3 };
        var command = new Command("put", "Creates or changes an agent") { url, token, id, name, queues, capacity };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var api = Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token));
            Print(await api.PutAgentAsync(parsed.GetValue(id)!, parsed.GetValue(name)!, parsed.GetValue(queues)!, parsed.GetValue(capacity), cancel));
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
        var table = new Table().AddColumns("id", "name", "queues", "capacity");
        foreach (var agent in agents) table.AddRow(agent.Id.EscapeMarkup(), agent.Name.EscapeMarkup(), string.Join(' ', agent.Queues).EscapeMarkup(), $"{agent.Capacity}");
        AnsiConsole.Write(table);
    }
}
