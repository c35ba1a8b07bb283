using System.CommandLine;
using Reception.Cli.Screens;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>conversations …</c>: list, show, queue, why.</summary>
internal static class ConversationsCommand
{
    public static Command Make() => new("conversations", "What was and is said") { List(), Show(), Queue(), Why() };

    private static Command List()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shared.Shop());
        var phase = new Option<string?>("--phase") { Description = "bot, waiting, agent or closed" };
        var command = new Command("list", "Episodes, newest first") { url, token, shop, phase };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var page = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetConversationsAsync(parsed.GetValue(shop)!, parsed.GetValue(phase), null, cancel);
            var table = new Table().AddColumn("conversation", column => column.NoWrap()).AddColumns("episode", "phase", "agent", "topic", "opened", "rating", "why this agent");
            foreach (var row in page.Rows)
            {
                table.AddRow(row.Conversation.EscapeMarkup(), $"{row.Episode}", row.Phase, (row.Agent ?? "").EscapeMarkup(), (row.Topic ?? "").EscapeMarkup(), $"{row.OpenedAt.ToLocalTime():MM-dd HH:mm:ss}", $"{row.Rating}", (row.Assignment?.Text ?? "").EscapeMarkup());
            }
            AnsiConsole.Write(table);
            return 0;
        }));
        return command;
    }

    private static Command Show()
    {
        var (url, token, id) = (Shared.Url(), Shared.Token(), new Argument<string>("conversation") { Description = "shop/channel/customer" });
        var command = new Command("show", "The transcript") { url, token, id };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var api = Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token));
            long after = 0;
            while (await api.GetTranscriptAsync(parsed.GetValue(id)!, after, cancel) is { Messages: { Length: > 0 } messages })
            {
                foreach (var message in messages) Lines.Print(message);
                after = messages[^1].Sequence;
            }
            return 0;
        }));
        return command;
    }

    private static Command Queue()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shared.Shop());
        var queue = new Argument<string>("queue") { Description = "The queue's name" };
        var command = new Command("queue", "Who waits, and why") { url, token, shop, queue };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var view = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetQueueAsync(parsed.GetValue(shop)!, parsed.GetValue(queue)!, cancel);
            Shared.Say($"{view.Waiting} waiting, {view.Offered} offered, {view.RoutableAgents} agents with {view.FreeWeight} free{(view.Drained ? ", drained" : "")}");
            foreach (var waiting in view.First)
            {
                Shared.Say($"[bold]{waiting.Conversation.EscapeMarkup()}[/]");
                Explanations.Print(waiting);
            }
            return 0;
        }));
        return command;
    }

    private static Command Why()
    {
        var (url, token, id) = (Shared.Url(), Shared.Token(), new Argument<string>("conversation") { Description = "shop/channel/customer; of a work order shop/~order/number" });
        var command = new Command("why", "Why it waits and what would serve it, or why this agent has it") { url, token, id };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            Explanations.Print(await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetExplanationAsync(parsed.GetValue(id)!, cancel));
            return 0;
        }));
        return command;
    }
}
