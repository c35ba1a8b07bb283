using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Channel;

/// <summary>A buyer of a shop, by the marketplace's own id.</summary>
public sealed record Buyer(string Shop, string Id);

/// <summary>What a buyer writes; the marketplace's id of the line makes a repeat harmless.</summary>
public sealed record Line(string Id, string Text);

/// <summary>What the shop answers, under its number in the thread.</summary>
public sealed record Reply(long Sequence, string Author, string Text);

/// <summary>The fake marketplace: keeps what it was given for its buyers, by number, so that nothing shows twice. A real one is a web API.</summary>
public sealed class Marketplace
{
    private readonly ConcurrentDictionary<Buyer, (long Last, ImmutableList<Reply> Replies)> _inboxes = new();

    /// <summary>Up to where this buyer has everything: what a bridge begins from, after its own restart too.</summary>
    public long LastOf(Buyer buyer) => _inboxes.GetValueOrDefault(buyer).Last;

    public void Deliver(Buyer buyer, Reply reply, bool show)
    {
        var inbox = _inboxes.GetOrAdd(buyer, (0, []));
        if (reply.Sequence <= inbox.Last) return;
        if (show) Console.WriteLine($"  {buyer.Shop}/{buyer.Id} < {reply.Author}: {reply.Text}");
        _inboxes[buyer] = (reply.Sequence, show ? inbox.Replies.Add(reply) : inbox.Replies);
    }

    public IEnumerable<Reply> Read(Buyer buyer, long after) => _inboxes.GetValueOrDefault(buyer).Replies?.Where(reply => reply.Sequence > after) ?? [];
}
