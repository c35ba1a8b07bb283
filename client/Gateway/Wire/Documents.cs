using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
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
        new ContextDocument(view.Context.Page, view.Context.Product, view.Context.Order, view.Context.Language, view.Context.Name));

    public static ViewDocument ForCustomer(ConversationView view) => ForStaff(view) with { Agent = null, Topic = null, Reason = null, Context = null };

    public static PlaceDocument Of(PlaceInQueue place) => new(place.Place, place.FromSeconds, place.ToSeconds);

    public static ProposalDocument Of(ProposedReply proposal) => new(proposal.ForSequence, proposal.EntryId, proposal.Question, proposal.Text, proposal.Confidence, proposal.Matched, proposal.Rank);

    public static OfferDocument Of(OfferView offer) => new(
        offer.Offer.ToString("N"), offer.Work.ToString(), offer.Queue.ToString(), offer.Weight, offer.Until, offer.WaitingSince, offer.Topic, Words.Of(offer.Reason), offer.CustomerName);

    public static AgentDocument Of(AgentView agent) => new(
        agent.Id.Value,
        agent.Version,
        agent.Name,
        Words.Of(agent.Intent),
        Words.Of(agent.State),
        agent.Capacity,
        agent.Load,
        [.. agent.Holds.Select(hold => new HeldDocument(hold.Work.ToString(), hold.Queue.ToString(), hold.Weight, hold.Epoch, hold.Since))],
        [.. agent.Offers.Select(Of)]);

    public static VisitContext Of(ContextDocument? context, string? signedName) => new(context?.Page, context?.Product, context?.Order, context?.Language, signedName ?? context?.Name);
}
