using System.CommandLine;
using Reception.Cli.Screens;
using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>supervise …</c>: watch, notes, whisper, take-over, reassign. The token is a supervisor's; commands carry the epoch read just before.</summary>
internal static class SuperviseCommand
{
    public static Command Make() => new("supervise", "Read along, whisper, take over, reassign") { Watch(), Notes(), Whisper(), TakeOver(), Reassign() };

    private static Argument<string> Conversation() => new("conversation") { Description = "shop/channel/customer" };

    private static Option<string?> Why() => new("--why") { Description = "The reason, kept with the conversation" };

    private static Command Watch()
    {
        var (url, token, id, why) = (Shared.Url(), Shared.Token(), Conversation(), Why());
        var command = new Command("watch", "Read a conversation along; nobody in it learns of it") { url, token, id, why };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            await using var desk = SupervisorDesk.Start(Shared.Web(parsed.GetValue(url)!), Shared.TokenOr(parsed.GetValue(token)) ?? "");
            return await new WatchScreen(desk, parsed.GetValue(id)!, parsed.GetValue(why)).RunAsync(cancel);
        }));
        return command;
    }

    private static Command Notes()
    {
        var (url, token, id) = (Shared.Url(), Shared.Token(), Conversation());
        var command = new Command("notes", "What only staff see of a conversation") { url, token, id };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var page = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetInternalAsync(parsed.GetValue(id)!, 0, cancel);
            foreach (var line in page.Lines) Shared.Say(WatchScreen.Markup(line));
            return 0;
        }));
        return command;
    }

    private static Command Whisper()
    {
        var (url, token, id) = (Shared.Url(), Shared.Token(), Conversation());
        var text = new Argument<string>("text") { Description = "What the owning agent alone is to see" };
        var command = new Command("whisper", "A line to the owning agent alone") { url, token, id, text };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var (api, conversation) = (Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)), parsed.GetValue(id)!);
            var epoch = (await api.GetViewAsync(conversation, cancel)).Epoch;
            await api.WhisperAsync(conversation, new InternalRequest(NewId(), epoch, parsed.GetValue(text)), cancel);
            return 0;
        }));
        return command;
    }

    private static Command TakeOver()
    {
        var (url, token, id, why) = (Shared.Url(), Shared.Token(), Conversation(), Why());
        var command = new Command("take-over", "Become the owner, as the agent of the same id") { url, token, id, why };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var (api, conversation) = (Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)), parsed.GetValue(id)!);
            var epoch = (await api.GetViewAsync(conversation, cancel)).Epoch;
            Print(await api.TakeOverAsync(conversation, new SupervisionRequest(NewId(), epoch, parsed.GetValue(why)), cancel));
            return 0;
        }));
        return command;
    }

    private static Command Reassign()
    {
        var (url, token, id, why) = (Shared.Url(), Shared.Token(), Conversation(), Why());
        var agent = new Option<string?>("--agent") { Description = "To this agent first" };
        var queue = new Option<string?>("--queue") { Description = "To this queue" };
        var seconds = new Option<int?>("--seconds") { Description = "How long the agent is asked first" };
        var command = new Command("reassign", "To an agent or a queue") { url, token, id, why, agent, queue, seconds };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var (api, conversation) = (Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)), parsed.GetValue(id)!);
            var epoch = (await api.GetViewAsync(conversation, cancel)).Epoch;
            Print(await api.ReassignAsync(conversation, new SupervisionRequest(NewId(), epoch, parsed.GetValue(why), parsed.GetValue(agent), parsed.GetValue(queue), parsed.GetValue(seconds)), cancel));
            return 0;
        }));
        return command;
    }

    private static void Print(SupervisedDocument done) => Shared.Say($"{done.View?.Phase} [grey]{(done.View?.AgentName ?? done.View?.Queue ?? "").EscapeMarkup()} epoch {done.View?.Epoch}[/]");

    private static string NewId() => new WebClientOptions { Url = new Uri("http://localhost") }.NewId();
}
