using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Gateway.Auth;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Wire;

/// <summary>Contracts to what docs/protocol.md shows. A customer sees less of a view than those who work for the shop.</summary>
internal static class Documents
{
    private const string PlainRule = "matched";

    public static MessageDocument Of(ChatMessage message) => new(
        message.Sequence,
        message.Episode,
        Words.Of(message.Kind),
        Words.Of(message.Author),
        message.AuthorName,
        message.Text,
        message.At,
        message.ClientMessageId,
        message.EntryId,
        message.Suggestions?.Select(suggestion => new SuggestionDocument(suggestion.EntryId, suggestion.Question)).ToArray(),
        message.Notice == NoticeKind.None ? null : Words.Of(message.Notice),
        message.Machine,
        Of(message.Parts));

    /// <summary>Parts as they are shown; an address that is not safe is left out, whoever stored it.</summary>
    public static PartDocument[]? Of(MessagePart[]? parts) => parts is not { Length: > 0 } ? null :
    [
        .. parts.Select(part => new PartDocument(
            Words.Of(part.Kind), part.Text, Safe(part.Url), part.Title, Safe(part.Picture), part.Price,
            part.Buttons?.Where(button => button.Url is null || Safe(button.Url) is not null).Select(button => new ButtonDocument(button.Label, button.EntryId, button.Url, button.Say)).ToArray())),
    ];

    private static string? Safe(string? url) => MessagePart.IsSafeUrl(url) ? url : null;

    /// <summary>With what decided, which customers are not told.</summary>
    public static MessageDocument ForStaff(ChatMessage message) => Of(message) with
    {
        Why = message.Knowledge == 0 && message.Rule is null ? null : new(message.Rule ?? PlainRule, message.Confidence, message.Knowledge),
    };

    public static ViewDocument ForStaff(ConversationView view) => new(
        view.Id.ToString(),
        view.Version,
        view.Episode,
        Words.Of(view.Phase),
        view.Epoch,
        view.LastSequence,
        view.Queue,
        view.Agent?.Value,
        view.AgentName,
        view.Topic,
        Words.Of(view.Reason),
        view.OpenedAt,
        view.WaitingSince,
        view.ClosedAt,
        view.Rating,
        view.AssistantMuted,
        new ContextDocument(view.Context.Page, view.Context.Product, view.Context.Order, view.Context.Language, view.Context.Name))
    {
        Routing = RoutingOf(view),
        Missed = view.Missed?.Select(m => Words.Of(m)).ToArray(),
        Promises = view.Promises?.Select(p => new PromiseDocument(p.Order.Customer, Words.Of(p.Kind), p.At, p.Made)).ToArray(),
        AsksRating = view.AsksRating ? null : false,
    };

    private static RoutingDocument? RoutingOf(ConversationView view) => view.Request is null && view.Turn is null ? null : new(
        view.Request?.Priority ?? 0,
        view.Request?.Language,
        view.Request?.Skills?.Select(s => $"{s.Skill} ≥ {s.Level}").ToArray(),
        view.Request?.Deadline,
        view.Request is { Preferred: not Contracts.Routing.PreferredReason.None } request ? Words.Of(request.Preferred) : null,
        view.Why?.Text,
        view.Why?.Mode,
        view.Turn);

    public static ViewDocument ForCustomer(ConversationView view) => ForStaff(view) with { Agent = null, Topic = null, Reason = null, Context = null, Routing = null, Missed = null };

    public static StaffDocument Of(StaffView staff) => new(
        staff.Version,
        staff.LastInternal,
        staff.Consult is not { } c ? null : new ConsultDocument(c.By, c.Colleague, c.Party, c.Name, Words.Of(c.Phase), c.Since, c.Question),
        staff.Outside is not { } o ? null : new OutsideDocument(o.Party, o.Title, o.By, o.Since, Safe(o.Url)));

    public static InternalDocument Of(InternalLine line) => new(
        line.Number, line.Episode, Words.Of(line.Kind), Words.Of(line.Role), line.From, line.FromName, line.To, line.Text, line.At, line.ClientId);

    public static ConsultedDocument Of(ConsultInvitation invitation) => new(
        invitation.Conversation.ToString(), invitation.Epoch, invitation.By, invitation.ByName, invitation.Question, invitation.Since, invitation.Ended);

    public static PlaceDocument Of(PlaceInQueue place) => new(place.Place, place.FromSeconds, place.ToSeconds);

    public static ProposalDocument Of(ProposedReply proposal) => new(proposal.ForSequence, proposal.EntryId, proposal.Question, proposal.Text, proposal.Confidence, proposal.Matched, proposal.Rank);

    public static OfferDocument Of(OfferView offer) => new(
        offer.Offer.ToString("N"), offer.Work.ToString(), offer.Queue.ToString(), offer.Weight, offer.Until, offer.WaitingSince, offer.Topic, Words.Of(offer.Reason), offer.CustomerName, Kind: Words.Of(offer.Request?.Kind ?? WorkKind.Chat));

    public static AgentDocument Of(AgentView agent) => new(
        agent.Id.Value,
        agent.Version,
        agent.Name,
        Words.Of(agent.Intent),
        Words.Of(agent.State),
        agent.Capacity,
        agent.Load,
        [.. agent.Holds.Select(hold => new HeldDocument(hold.Work.ToString(), hold.Queue.ToString(), hold.Weight, hold.Epoch, hold.Since, hold.IdleSince))],
        [.. agent.Offers.Select(Of)],
        agent.Reason,
        agent.Since,
        agent.Forced is { } forced ? new ForcedDocument(Words.Of(forced.Intent), forced.Reason, forced.By, forced.At, forced.Until) : null,
        agent.Drain is { } drain ? new DrainDocument(Words.Of(drain.Then), drain.Reason, drain.By, drain.At) : null,
        agent.WrapUps?.Select(wrapUp => new WrapUpDocument(wrapUp.Work.ToString(), wrapUp.Queue.ToString(), wrapUp.Weight, wrapUp.Until)).ToArray(),
        agent.Idle == 0 ? null : agent.Idle)
    {
        Reasons = agent.Reasons,
    };

    /// <summary>What the page says, and what the shop signed: his name, and his contact manager, of whom the page has no say.</summary>
    public static VisitContext Of(ContextDocument? context, TokenSubject subject) =>
        new(context?.Page, context?.Product, context?.Order, context?.Language, subject.Name ?? context?.Name, subject.Manager);
}
