namespace Reception.Gateway.Auth;

/// <summary>Who may be behind a token. The words are those of docs/protocol.md.</summary>
[Flags]
public enum Role
{
    None = 0,
    Customer = 1,
    Agent = 2,
    Supervisor = 4,
    Admin = 8,

    /// <summary>A shop's own system: reports orders, passes on what customers say elsewhere.</summary>
    Integration = 16,

    /// <summary>Whoever scrapes the metrics of processes, and may do nothing else.</summary>
    Metrics = 32,

    /// <summary>The operator's own programs, for example a scaler: reads what the cluster needs, nothing of a shop.</summary>
    Operations = 64,
}

/// <summary>
/// A checked token: the role, who it is, for which shops (admin: every shop), until when. <see cref="Manager"/>: the customer's contact
/// manager, as the shop signed it.
/// </summary>
public sealed record TokenSubject(Role Role, string Subject, IReadOnlyList<string> Shops, DateTimeOffset Expires, string? Name = null, string? Manager = null)
{
    public bool MayEnter(string shop) => Role == Role.Admin || Shops.Contains(shop, StringComparer.Ordinal);
}
