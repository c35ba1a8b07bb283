using System.Globalization;
using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Links;
using Reception.Protocol.Frames;

namespace Reception.Cli.Screens;

/// <summary>The customer's chat in a terminal.</summary>
internal sealed class CustomerScreen(CustomerChat chat)
{
    private volatile SuggestionDocument[] _suggestions = [];

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await chat.WelcomedAsync(end.Token);
        Lines.Note("Write and press Enter. /human  /close  /rate 1-5 [comment]  /quit; a number takes a suggestion.");
        var showing = ShowAsync();
        await foreach (var (command, rest) in Keyboard.ReadAsync(end.Token))
        {
            if (command is "quit" or "q") break;
            try
            {
                await DoAsync(command, rest, end.Token);
            }
            catch (RefusedException refusal)
            {
                Lines.Note($"{refusal.Message} {refusal.Advice}");
            }
        }
        await chat.DisposeAsync();
        await showing;
        return 0;
    }

    private Task DoAsync(string? command, string rest, CancellationToken cancel) => command switch
    {
        null => chat.PostAsync(Chosen(rest), cancel),
        "human" => chat.AskForHumanAsync(cancel),
        "close" => chat.CloseAsync(cancel),
        "rate" when rest.Length > 0 && rest[0] is >= '1' and <= '5' => chat.RateAsync(rest[0] - '0', rest.Length > 2 ? rest[2..] : null, cancel),
        _ => UnknownAsync(),
    };

    private static Task UnknownAsync()
    {
        Lines.Note("There is no such command.");
        return Task.CompletedTask;
    }

    private string Chosen(string line) => int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= _suggestions.Length ? _suggestions[number - 1].Question : line;

    private async Task ShowAsync()
    {
        await foreach (var happened in chat.Events)
        {
            switch (happened)
            {
                case MessageArrived { Message: var message }:
                    _suggestions = message.Suggestions ?? [];
                    Lines.Print(message);
                    break;
                case PlaceChanged { Place: var place }: Lines.Note(place.FromSeconds is null ? $"You are number {place.Place}." : $"You are number {place.Place}; most wait {place.FromSeconds} to {place.ToSeconds} s."); break;
                case OtherIsTyping typing: Lines.Note($"{typing.Author} is writing …"); break;
                case LinkChanged { State: LinkState.Waiting or LinkState.Ended, Why: { } why }: Lines.Note(why); break;
                case LinkChanged { State: LinkState.Connected }: Lines.Note("connected"); break;
            }
        }
    }
}
