using Reception.Contracts.Gateways;

namespace Reception.Client.Hub;

/// <summary>A session as the hub sees it; all calls return at once.</summary>
internal interface IPushTarget
{
    void Receive(SessionPush push);

    /// <summary>This process stood still: what was pushed meanwhile may be lost, and the session given up. Looks at the given time.</summary>
    void Doubt(DateTimeOffset lookAt);

    void Tick(DateTimeOffset now);
}
