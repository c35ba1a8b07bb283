using System.CommandLine;
using Reception.Cli.Screens;
using Reception.Client.Web.Chats;
using Reception.Protocol.Frames;

namespace Reception.Cli.Commands;

/// <summary><c>ask --shop S "text"</c>: one question, one answer. Exit code 0: answered, 3: handed over or a question back, 4: nothing in time.</summary>
internal static class AskCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Command Make()
    {
        var (url, shop) = (Shared.Url(), Shared.Shop());
        var text = new Argument<string>("text") { Description = "The question" };
        var command = new Command("ask", "Ask one question and print the answer") { url, shop, text };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var token = await Shared.Api(parsed.GetValue(url)!).GetVisitorTokenAsync(parsed.GetValue(shop)!, cancel);
            await using var chat = CustomerChat.Start(Shared.Web(parsed.GetValue(url)!), token.Token);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            try
            {
                await chat.WelcomedAsync(patience.Token);
                var asked = await chat.PostAsync(parsed.GetValue(text)!, patience.Token);
                return await AnswerAsync(chat, asked, patience.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                Shared.Say("[yellow]No answer in time.[/]");
                return 4;
            }
        }));
        return command;
    }

    private static async Task<int> AnswerAsync(CustomerChat chat, long asked, CancellationToken cancel)
    {
        await foreach (var happened in chat.Events.WithCancellation(cancel))
        {
            if (happened is not MessageArrived { Message: var message } || message.Sequence <= asked) continue;
            Lines.Print(message);
            if (message.Kind is "answer" or "small-talk") return 0;
            if (message.Kind is "clarification" || message.Author == "system") return 3;
        }
        return 4;
    }
}
