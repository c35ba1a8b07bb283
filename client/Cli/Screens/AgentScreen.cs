using System.Globalization;
using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Links;
using Reception.Protocol.Frames;

namespace Reception.Cli.Screens;

/// <summary>The agent's desk in a terminal: conversations have numbers, one of them is the current.</summary>
internal sealed class AgentScreen(AgentDesk desk, bool acceptAll)
{
    private readonly Lock _gate = new();
    private readonly List<string> _threads = [];
    private readonly List<OfferDocument> _offers = [];
    private readonly Dictionary<string, ProposalDocument> _proposals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _phases = new(StringComparer.Ordinal);
    private readonly List<string> _invitations = [];
    private string? _current;
    private string? _state;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await desk.WelcomedAsync(cancel);
        Lines.Note("/online /away [reason] /offline [reason] /ready (ends wrap-ups)  /accept [n] /decline [n]  /use n  /p (send the proposal)  /close /back /transfer QUEUE /mute on|off  /to AGENT  /consult AGENT [question]  /join n  /i TEXT (internal)  /complete /cancel /leave  /outside PARTY  /quit; other lines go to the current conversation.");
        var showing = ShowAsync(cancel);
        await desk.SetPresenceAsync("online", cancel);
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

    private async Task DoAsync(string? command, string rest, CancellationToken cancel)
    {
        switch (command)
        {
            case "online" or "away" or "offline": await desk.SetPresenceAsync(command, rest.Length > 0 ? rest : null, cancel); break;
            case "ready": await desk.EndWrapUpAsync(null, cancel); break;
            case "accept" when Offer(rest) is { } offer: await desk.AcceptAsync(offer.Offer, cancel); break;
            case "decline" when Offer(rest) is { } offer: await desk.DeclineAsync(offer.Offer, cancel); break;
            case "use": Use(rest); break;
            case "join": await JoinAsync(rest, cancel); break;
            case not null and not ("p" or "close" or "back" or "transfer" or "mute" or "to" or "consult" or "i" or "complete" or "cancel" or "leave" or "outside"): Lines.Note("There is no such command, offer or conversation."); break;
            default:
                if (_current is not { } current) Lines.Note("No conversation is chosen: /accept or /use n.");
                else await DoAsync(current, command, rest, cancel);
                break;
        }
    }

    private Task DoAsync(string current, string? command, string rest, CancellationToken cancel) => command switch
    {
        "close" => desk.CloseAsync(current, cancel),
        "back" => desk.HandBackAsync(current, cancel),
        "transfer" => desk.TransferAsync(current, rest, cancel),
        "to" => desk.TransferToAsync(current, rest, cancel: cancel),
        "consult" when rest.Split(' ', 2) is [var colleague, .. var question] => desk.ConsultAsync(current, colleague, question.FirstOrDefault(), cancel),
        "i" => desk.SayInternallyAsync(current, rest, cancel: cancel),
        "complete" or "cancel" => desk.EndConsultAsync(current, command == "complete", cancel),
        "leave" => desk.LeaveAsync(current, cancel),
        "outside" => desk.SendOutsideAsync(current, rest, close: false, cancel: cancel),
        "mute" => desk.MuteAsync(current, rest != "off", cancel),
        "p" => _proposals.TryGetValue(current, out var proposal) ? desk.PostAsync(current, proposal.Text, proposal.EntryId, cancel) : Task.CompletedTask,
        _ => desk.PostAsync(current, rest, cancel: cancel),
    };

    private OfferDocument? Offer(string rest)
    {
        lock (_gate) return _offers.ElementAtOrDefault(Number(rest, _offers.Count) - 1);
    }

    private async Task JoinAsync(string rest, CancellationToken cancel)
    {
        string? invitation;
        lock (_gate) invitation = _invitations.ElementAtOrDefault(Number(rest, _invitations.Count) - 1);
        if (invitation is null)
        {
            Lines.Note("Nobody asks for you.");
            return;
        }
        await desk.JoinAsync(invitation, cancel);
        lock (_gate) _current = invitation;
    }

    private void Use(string rest)
    {
        lock (_gate) _current = _threads.ElementAtOrDefault(Number(rest, _threads.Count) - 1) ?? _current;
        Lines.Note($"now: {_current}");
    }

    private static int Number(string text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private async Task ShowAsync(CancellationToken cancel)
    {
        await foreach (var happened in desk.Events)
        {
            lock (_gate) Show(happened);
            if (acceptAll && happened is OfferMade { Offer: var offer }) _ = AcceptAsync(offer.Offer, cancel);
        }
    }

    private async Task AcceptAsync(string offer, CancellationToken cancel)
    {
        try
        {
            await desk.AcceptAsync(offer, cancel);
        }
        catch (Exception exception) when (exception is RefusedException or OperationCanceledException)
        {
            Lines.Note(exception.Message);
        }
    }

    private void Show(ChatEvent happened)
    {
        switch (happened)
        {
            case MessageArrived arrived:
                Lines.Print(arrived.Message, $"[yellow]{Index(arrived.Conversation)}[/] ");
                break;
            case ViewChanged { View: var view } when _phases.GetValueOrDefault(view.Conversation) == view.Phase: break;
            case ViewChanged { View: { Phase: "agent" } view }:
                _phases[view.Conversation] = view.Phase;
                _current ??= view.Conversation;
                Lines.Note($"{Index(view.Conversation)}: {view.Conversation} is yours ({view.Topic ?? view.Reason})");
                break;
            case ViewChanged { View: var view }:
                _phases[view.Conversation] = view.Phase;
                Lines.Note($"{Index(view.Conversation)}: {view.Phase}");
                if (_current == view.Conversation) _current = null;
                break;
            case OfferMade { Offer: var offer }:
                _offers.RemoveAll(known => known.Offer == offer.Offer);
                _offers.Add(offer);
                Lines.Note($"offer {_offers.Count}: {offer.CustomerName ?? offer.Conversation} ({offer.Topic ?? offer.Reason}), until {offer.Until.ToLocalTime():HH:mm:ss}: /accept {_offers.Count}");
                break;
            case OfferEnded ended: _offers.RemoveAll(known => known.Offer == ended.Offer); break;
            case ReplyProposed proposed:
                _proposals[proposed.Conversation] = proposed.Proposal;
                Lines.Note($"{Index(proposed.Conversation)} proposal ({proposed.Proposal.Confidence:0.00}): {proposed.Proposal.Text}  /p sends it");
                break;
            case WorkOrderChanged { Order: var order }: Lines.Note($"{order.Kind} {order.Number} {order.Phase}: {order.Title}"); break;
            case StaffChanged changed:
                foreach (var line in changed.Lines) Spectre.Console.AnsiConsole.MarkupLine($"[yellow]{Index(changed.Conversation)}[/] {WatchScreen.Markup(line)}");
                break;
            case Consulted { Invitation: var asked }:
                _invitations.Remove(asked.Conversation);
                if (!asked.Ended) _invitations.Add(asked.Conversation);
                Lines.Note(asked.Ended ? $"The consult of {asked.ByName ?? asked.By} has ended." : $"{asked.ByName ?? asked.By} asks you: {asked.Question} /join {_invitations.Count}");
                break;
            case AgentChanged { Agent: var agent } when $"{agent.Name}: {agent.State}, {agent.Load} of {agent.Capacity}" is var state && state != _state: Lines.Note(_state = state); break;
            case LinkChanged { State: LinkState.Waiting or LinkState.Ended, Why: { } why }: Lines.Note(why); break;
        }
    }

    private int Index(string conversation)
    {
        if (!_threads.Contains(conversation)) _threads.Add(conversation);
        return _threads.IndexOf(conversation) + 1;
    }
}
