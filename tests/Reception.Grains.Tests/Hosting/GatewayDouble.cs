using System.Collections.Concurrent;
using Reception.Contracts.Agents;
using Reception.Contracts.Gateways;

namespace Reception.Grains.Tests.Hosting;

/// <summary>A gateway that remembers what was pushed.</summary>
public sealed class GatewayDouble : IGatewayObserver
{
    public ConcurrentQueue<SessionPush> Pushes { get; } = new();

    /// <summary>The observer's grain id, as sessions carry it.</summary>
    public string Address { get; set; } = "";

    /// <summary>Every push fails.</summary>
    public bool Refuses { get; set; }

    public Task PushAsync(SessionPush[] pushes)
    {
        if (Refuses) throw new InvalidOperationException("This gateway takes nothing.");
        foreach (var push in pushes) Pushes.Enqueue(push);
        return Task.CompletedTask;
    }

    public IEnumerable<SessionPush> Of(string session) => Pushes.Where(p => p.SessionId == session);

    /// <summary>Offers shown to a session and not taken back.</summary>
    public IReadOnlyList<OfferView> Offers(string session)
    {
        var offers = new Dictionary<Guid, OfferView>();
        foreach (var push in Of(session))
        {
            if (push.Offer is { } offer) offers[offer.Offer] = offer;
            if (push.OfferGone is { } gone) offers.Remove(gone);
        }
        return [.. offers.Values];
    }
}
