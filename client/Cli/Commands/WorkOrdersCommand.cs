using System.CommandLine;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>work-orders …</c>: create, list, show, note, close, cancel, transfer, reopen.</summary>
internal static class WorkOrdersCommand
{
    public static Command Make() => new("work-orders", "Work orders, reviews and call-backs")
    {
        Create(), List(), Show(),
        Act("note", "notes", "Adds a note", "text"),
        Act("close", "close", "Done, with the result", "result", textIsOptional: true),
        Act("cancel", "cancel", "Will not be done", "reason", textIsOptional: true),
        Act("reopen", "reopen", "Waits again", "reason", textIsOptional: true),
        Act("transfer", "transfer", "To another queue", "queue"),
    };

    private static Command Create()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shared.Shop());
        var title = new Argument<string>("title") { Description = "What is to be done" };
        var id = new Option<string?>("--id") { Description = "Your own id of it: the same again creates nothing" };
        var kind = new Option<string?>("--kind") { Description = "work-order, review or call-back" };
        var details = new Option<string?>("--details") { Description = "More about it" };
        var order = new Option<string?>("--order") { Description = "The order's number" };
        var stars = new Option<int?>("--stars") { Description = "A review's stars, 1 to 5" };
        var queue = new Option<string?>("--queue") { Description = "The queue; by topic if left out" };
        var topic = new Option<string?>("--topic") { Description = "Its topic" };
        var priority = new Option<int?>("--priority") { Description = "0 (normal) to 9" };
        var chat = new Option<string?>("--conversation") { Description = "The chat it came from: shop/channel/customer" };
        var command = new Command("create", "Creates one") { url, token, shop, title, id, kind, details, order, stars, queue, topic, priority, chat };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var request = new WorkOrderRequest(
                parsed.GetValue(id) ?? NewId(), parsed.GetValue(kind), parsed.GetValue(title), parsed.GetValue(details), parsed.GetValue(order), parsed.GetValue(stars),
                Conversation: parsed.GetValue(chat), Queue: parsed.GetValue(queue), Topic: parsed.GetValue(topic), Priority: parsed.GetValue(priority));
            Print(await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).CreateWorkOrderAsync(parsed.GetValue(shop)!, request, cancel));
            return 0;
        }));
        return command;
    }

    private static Command List()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shared.Shop());
        var phase = new Option<string?>("--phase") { Description = "scheduled, waiting, owned, done or cancelled" };
        var kind = new Option<string?>("--kind") { Description = "work-order, review or call-back" };
        var agent = new Option<string?>("--agent") { Description = "Who had it last" };
        var queue = new Option<string?>("--queue") { Description = "Its queue" };
        var command = new Command("list", "The newest 50") { url, token, shop, phase, kind, agent, queue };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var page = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetWorkOrdersAsync(
                parsed.GetValue(shop)!, parsed.GetValue(phase), parsed.GetValue(kind), parsed.GetValue(agent), parsed.GetValue(queue), cancel: cancel);
            var table = new Table().AddColumns("number", "kind", "phase", "title", "queue", "agent", "created", "notes");
            foreach (var row in page.Rows)
                table.AddRow(row.Number, row.Kind, row.Phase, row.Title.EscapeMarkup(), row.Queue, (row.Agent ?? "").EscapeMarkup(), $"{row.CreatedAt.ToLocalTime():MM-dd HH:mm}", $"{row.Notes}");
            AnsiConsole.Write(table);
            return 0;
        }));
        return command;
    }

    private static Command Show()
    {
        var (url, token, shop, number) = (Shared.Url(), Shared.Token(), Shared.Shop(), Number());
        var command = new Command("show", "One, with its notes") { url, token, shop, number };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            Print(await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetWorkOrderAsync(parsed.GetValue(shop)!, parsed.GetValue(number)!, cancel));
            return 0;
        }));
        return command;
    }

    private static Command Act(string name, string verb, string description, string what, bool textIsOptional = false)
    {
        var (url, token, shop, number) = (Shared.Url(), Shared.Token(), Shared.Shop(), Number());
        var text = new Argument<string?>(what) { Description = what, Arity = textIsOptional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne };
        var command = new Command(name, description) { url, token, shop, number, text };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var (api, at, said) = (Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)), parsed.GetValue(shop)!, parsed.GetValue(text));
            var before = await api.GetWorkOrderAsync(at, parsed.GetValue(number)!, cancel);
            var request = new WorkOrderCommandRequest(NewId(), before.Epoch, verb == "transfer" ? null : said, verb == "transfer" ? said : null);
            Print(await api.CommandWorkOrderAsync(at, parsed.GetValue(number)!, verb, request, cancel));
            return 0;
        }));
        return command;
    }

    private static Argument<string> Number() => new("number") { Description = "The work order's number" };

    private static string NewId() => Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(12));

    private static void Print(WorkOrderDocument order)
    {
        Shared.Say($"[bold]{order.Number}[/] {order.Kind} [green]{order.Phase}[/] {order.Title.EscapeMarkup()} [grey]{order.Queue.EscapeMarkup()} {(order.Agent ?? "").EscapeMarkup()} epoch {order.Epoch}[/]");
        if (order.Details is { } details) Shared.Say(details.EscapeMarkup());
        foreach (var note in order.Notes) Shared.Say($"  [grey]{note.At.ToLocalTime():MM-dd HH:mm} {note.By.EscapeMarkup()}[/] {note.Text.EscapeMarkup()}");
        foreach (var missed in order.Missed) Shared.Say($"  [red]missed: {missed}[/]");
        if (order.Result is { } result) Shared.Say($"  [bold]{result.EscapeMarkup()}[/]");
    }
}
