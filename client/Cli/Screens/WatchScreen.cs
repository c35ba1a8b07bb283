using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Links;
using Reception.Protocol.Frames;
using Spectre.Console;

namespace Reception.Cli.Screens;

/// <summary>A conversation read along: its lines, what staff say among themselves, and a supervisor's commands.</summary>
internal sealed class WatchScreen(SupervisorDesk desk, string conversation, string? why)
{
    public static string Markup(InternalDocument line) =>
        $"[yellow]({line.Kind}) {(line.FromName ?? line.From).EscapeMarkup()}{(line.To is { } to ? $" → {to}" : "").EscapeMarkup()}:[/] {line.Text.EscapeMarkup()}";

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await desk.WelcomedAsync(cancel);
        var showing = ShowAsync();
        await desk.MonitorAsync(conversation, why, cancel);
        Lines.Note("/take [why]  /to AGENT  /queue QUEUE  /quit; other lines are whispered to the owning agent.");
        await foreach (var (command, rest) in Keyboard.ReadAsync(cancel))
        {
            if (command is "quit" or "q") break;
            try
            {
                await DoAsync(command, rest, cancel);
            }
            catch (RefusedException refusal)
            {
                Lines.Note($"{refusal.Message} {refusal.Advice}");
            }
        }
        await desk.DisposeAsync();
        await showing;
        return 0;
    }

    private Task DoAsync(string? command, string rest, CancellationToken cancel) => command switch
    {
        "take" => desk.TakeOverAsync(conversation, rest.Length == 0 ? null : rest, cancel),
        "to" => desk.ReassignAsync(conversation, rest, cancel: cancel),
        "queue" => desk.ReassignAsync(conversation, null, rest, cancel: cancel),
        null => desk.WhisperAsync(conversation, rest, cancel),
        _ => Task.CompletedTask,
    };

    private async Task ShowAsync()
    {
        await foreach (var happened in desk.Events)
        {
            switch (happened)
            {
                case MessageArrived arrived: Lines.Print(arrived.Message); break;
                case ViewChanged { View: var view }: Lines.Note($"{view.Phase} {view.AgentName ?? view.Queue} epoch {view.Epoch}"); break;
                case StaffChanged changed:
                    foreach (var line in changed.Lines) AnsiConsole.MarkupLine(Markup(line));
                    break;
                case LinkChanged { State: LinkState.Waiting or LinkState.Ended, Why: { } told }: Lines.Note(told); break;
            }
        }
    }
}
