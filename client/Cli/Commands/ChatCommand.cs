using System.CommandLine;
using Reception.Cli.Screens;
using Reception.Client.Web.Chats;
using Reception.Protocol.Frames;

namespace Reception.Cli.Commands;

/// <summary><c>chat --shop S</c>: be a customer.</summary>
internal static class ChatCommand
{
    public static Command Make()
    {
        var (url, shop) = (Shared.Url(), Shared.Shop());
        var channel = new Option<string>("--channel") { Description = "The way in", DefaultValueFactory = _ => "web" };
        var identity = new Option<string?>("--identity") { Description = "An identity signed by the shop; left out: an anonymous visitor" };
        var name = new Option<string?>("--name") { Description = "What to be called" };
        var command = new Command("chat", "Chat with a shop as a customer") { url, shop, channel, identity, name };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var token = parsed.GetValue(identity) ?? (await Shared.Api(parsed.GetValue(url)!).GetVisitorTokenAsync(parsed.GetValue(shop)!, cancel)).Token;
            await using var chat = CustomerChat.Start(Shared.Web(parsed.GetValue(url)!), token, parsed.GetValue(channel)!, new ContextDocument(Name: parsed.GetValue(name)));
            return await new CustomerScreen(chat).RunAsync(cancel);
        }));
        return command;
    }
}
