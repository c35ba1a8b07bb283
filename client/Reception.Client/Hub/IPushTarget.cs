using Reception.Contracts.Gateways;

namespace Reception.Client.Hub;

/// <summary>A session as the hub sees it; both calls return at once.</summary>
internal interface IPushTarget
{
    void Receive(SessionPush push);

    void Tick(DateTimeOffset now);
}
