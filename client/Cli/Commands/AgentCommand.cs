using System.CommandLine;
using Reception.Cli.Screens;
using Reception.Client.Web.Chats;

namespace Reception.Cli.Commands;

/// <summary><c>agent --token T</c>: serve customers.</summary>
internal static class AgentCommand
{
    public static Command Make()
    {
        var url = Shared.Url();
        var token = new Option<string>("--token") { Description = "An agent's token (agents token ID)", Required = true };
        var accept = new Option<bool>("--accept") { Description = "Take every offer at once" };
        var command = new Command("agent", "Serve customers as an agent") { url, token, accept };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            await using var desk = AgentDesk.Start(Shared.Web(parsed.GetValue(url)!), parsed.GetValue(token)!);
            return await new AgentScreen(desk, parsed.GetValue(accept)).RunAsync(cancel);
        }));
        return command;
    }
}
