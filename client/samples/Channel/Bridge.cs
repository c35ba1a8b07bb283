using System.Collections.Concurrent;
using Reception.Client;
using Reception.Client.Sessions;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Channel;

/// <summary>What became of a line: stored for good under a number, or why not, and whether sending it again makes sense.</summary>
public sealed record Stored(long Sequence, string? Error = null, bool MayRetry = false);

/// <summary>
/// One session for each buyer who writes. Into the cluster every line has the marketplace's id, so "try again" is always safe; out of
/// it messages come in order and are confirmed when the marketplace has them, and after a restart they go on from what it has.
/// </summary>
public sealed class Bridge(ReceptionClient client, Marketplace market) : IHostedService
{
    private readonly ConcurrentDictionary<Buyer, Lazy<Task<(CustomerSession? Session, OpenResult Result)>>> _sessions = new();

    public async Task<Stored> PostAsync(Buyer buyer, Line line)
    {
        if (!KeyPart.IsValid(buyer.Shop) || string.IsNullOrWhiteSpace(buyer.Id)) return new Stored(0, "No such shop or buyer.");
        var (session, opened) = await _sessions.GetOrAdd(buyer, _ => new(() => OpenAsync(buyer))).Value;
        if (session is null) return new Stored(0, $"{opened.Outcome} {opened.Error}", opened.Outcome == CommandOutcome.Unavailable);
        var posted = new TaskCompletionSource<PostResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!session.Post([new IncomingMessage(line.Id, line.Text)], posted.SetResult)) return new Stored(0, "Too much at once.", MayRetry: true);
        var result = await posted.Task;
        return result.Acks is [var ack, ..] ? new Stored(ack.Sequence) : new Stored(0, $"{result.Outcome} {result.Error}", result.Outcome == CommandOutcome.Unavailable);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the cluster client stops: the conversations learn that nobody listens here any more.</summary>
    public async Task StopAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_sessions.Values.Select(async opening => { if ((await opening.Value).Session is { } session) await session.DisposeAsync(); })).WaitAsync(cancellationToken);

    private async Task<(CustomerSession? Session, OpenResult Result)> OpenAsync(Buyer buyer)
    {
        var events = new BuyerEvents(buyer, market);
        try
        {
            var conversation = new ConversationId(new ShopId(buyer.Shop), "market", CustomerKey.Identified(new ShopId(buyer.Shop), buyer.Id));
            var opened = await client.OpenCustomerAsync(conversation, new VisitContext(), market.LastOf(buyer), events);
            events.Session = opened.Session;
            events.Session?.Start();
            return opened;
        }
        finally
        {
            if (events.Session is null) _sessions.TryRemove(buyer, out _); // the next line tries again
        }
    }

    private sealed class BuyerEvents(Buyer buyer, Marketplace market) : ISessionEvents
    {
        public CustomerSession? Session { get; set; }

        public void OnThread(ConversationId conversation, IReadOnlyList<ChatMessage> messages, ConversationView? view)
        {
            foreach (var message in messages)
            {
                market.Deliver(buyer, new Reply(message.Sequence, message.AuthorName ?? $"{message.Author}", message.Text), show: message.Author != Author.Customer);
                Session!.Confirm(message.Sequence);
            }
        }

        public void OnPlace(ConversationId conversation, PlaceInQueue place) => Console.WriteLine($"  {buyer.Shop}/{buyer.Id}: place {place.Place}");

        public void OnTyping(ConversationId conversation, Author author) { }
    }
}
