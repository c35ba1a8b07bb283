using System.CommandLine;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>topics</c>: what is asked now; with a topic, where it was asked.</summary>
internal static class TopicsCommand
{
    public static Command Make()
    {
        var (url, token) = (Shared.Url(), Shared.Token());
        var shop = new Option<string?>("--shop") { Description = "The shop's id; all shops if left out (administrators)" };
        var window = new Option<string>("--window") { Description = "1m, 5m or 1h", DefaultValueFactory = static _ => "1m" };
        var topic = new Argument<string?>("topic") { Description = "Where this was asked lately", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("topics", "What customers ask now, bursts first") { url, token, shop, window, topic };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var api = Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token));
            if (parsed.GetValue(topic) is { } one) Show(await api.GetTopicConversationsAsync(parsed.GetValue(shop), one, cancel));
            else Show(await api.GetTopicsAsync(parsed.GetValue(shop), parsed.GetValue(window)!, cancel: cancel));
            return 0;
        }));
        return command;
    }

    private static void Show(TopicsDocument page)
    {
        var table = new Table().AddColumns("", "times", "share", "usually", "question", "topic");
        foreach (var t in page.Topics)
            table.AddRow(t.Burst ? "[red]burst[/]" : "", t.AtMost == t.AtLeast ? $"{t.AtLeast}" : $"{t.AtLeast} to {t.AtMost}", $"{t.Share:P1}", $"{t.Usual:P1}", (t.Kind == "human" ? "wants a person" : t.Label).EscapeMarkup(), t.Topic.EscapeMarkup());
        AnsiConsole.Write(table);
        Shared.Say($"[grey]{page.Asked} questions since {page.From.ToLocalTime():HH:mm:ss}{(page.Error > 0 ? $", counts at most {page.Error} too low" : "")}{(page.Unsorted > 0 ? $", {page.Unsorted} unsorted" : "")}[/]");
    }

    private static void Show(TopicConversationsDocument found)
    {
        Shared.Say($"[bold]{(found.Kind == "human" ? "wants a person" : found.Label).EscapeMarkup()}[/]");
        var table = new Table().AddColumn("conversation", column => column.NoWrap()).AddColumn("asked");
        foreach (var c in found.Conversations) table.AddRow(c.Conversation.EscapeMarkup(), $"{c.At.ToLocalTime():HH:mm:ss}");
        AnsiConsole.Write(table);
        Shared.Say("[grey]conversations show CONVERSATION; supervise watch CONVERSATION[/]");
    }
}
