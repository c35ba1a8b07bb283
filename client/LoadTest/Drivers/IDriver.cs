namespace Reception.LoadTest.Drivers;

/// <summary>
/// The way in which simulated people reach the cluster: a socket each through a gateway, or sessions of Reception.Client as a chat
/// gateway of one's own has them. Customers and agents do the same over either.
/// </summary>
internal interface IDriver : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Connections that are open now.</summary>
    int Open { get; }

    /// <summary>Opens a connection; it says hello with the first call. Errors: <see cref="LinkException"/>.</summary>
    Task<ICustomerLink> ConnectAsync(CustomerName customer, ICustomerSink sink);

    Task<IAgentLink> ConnectAgentAsync(string agent, IAgentSink sink);
}

/// <summary>Whose conversation it is: the shop, and the customer's name in the shop.</summary>
internal readonly record struct CustomerName(string Shop, string Id);

/// <summary>The connection could not be made or is gone; the code is the server's, or a word of the client's own.</summary>
internal sealed class LinkException(string code, Exception? inner = null) : Exception($"The connection ended: {code}.", inner)
{
    public string Code => code;
}

/// <summary>A customer's commands. One at a time; what comes of them comes through the sink.</summary>
internal interface ICustomerLink : IAsyncDisposable
{
    ValueTask HelloAsync(long after);

    ValueTask PostAsync(string id, SpokenLine line);

    ValueTask HumanAsync(string id);

    ValueTask ConfirmAsync(long sequence);

    ValueTask CloseAsync(string id);

    ValueTask RateAsync(string id, int stars);

    /// <summary>Cuts the line without a word, as a lost network does.</summary>
    void Cut();
}

/// <summary>What a customer's connection brings. Calls come one after another, on any thread, and must not wait.</summary>
internal interface ICustomerSink
{
    void OnWelcome(string conversation, long lastSequence);

    void OnAcknowledged(string id, long sequence);

    void OnLine(in ReceivedLine line);

    void OnPhase(string phase);

    void OnPlace(int place);

    void OnDone(string id);

    void OnRefused(string? id, string code, int? retryAfterMs);

    /// <summary>Once, at the end; null: as agreed.</summary>
    void OnGone(string? code);
}

/// <summary>A line of the thread as it arrived. <see cref="ClientId"/> is given for the customer's own lines.</summary>
internal readonly record struct ReceivedLine(long Sequence, string Author, string Kind, string? Notice, string? ClientId);

/// <summary>An agent's commands; answers come through the sink with the same id.</summary>
internal interface IAgentLink : IAsyncDisposable
{
    ValueTask HelloAsync();

    ValueTask PresenceAsync(string id, string intent);

    ValueTask AcceptAsync(string id, string offer);

    ValueTask DeclineAsync(string id, string offer);

    ValueTask PostAsync(string id, string conversation, long epoch, string text);

    ValueTask ConfirmAsync(string conversation, long sequence);

    ValueTask CloseAsync(string id, string conversation, long epoch);
}

internal interface IAgentSink
{
    void OnWelcome();

    void OnOffer(string offer, string conversation);

    /// <summary>Accepted: the conversation is his, under this epoch. Or another command was done; epoch 0.</summary>
    void OnDone(string id, long epoch);

    void OnAcknowledged(string id);

    void OnThread(string conversation, long lastSequence, string? phase, long epoch);

    /// <summary>His load and capacity as the server tells them, and what he holds.</summary>
    void OnAgent(int load, int capacity, IReadOnlyList<string> holds);

    void OnRefused(string? id, string code);

    void OnGone(string? code);
}
