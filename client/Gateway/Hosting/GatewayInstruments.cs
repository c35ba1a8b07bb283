using System.Diagnostics.Metrics;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Hosting;

/// <summary>What a gateway counts: who is connected, frames both ways, what was refused. Codes and roles are lists of docs/protocol.md, so the labels are bounded.</summary>
public sealed class GatewayInstruments
{
    public const string MeterName = "Reception.Gateway";

    private static readonly KeyValuePair<string, object?> In = new("direction", "in"), Out = new("direction", "out");

    private readonly UpDownCounter<long> _sockets;
    private readonly UpDownCounter<long> _sessions;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _refusals;

    public GatewayInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _sockets = meter.CreateUpDownCounter<long>("reception.sockets", "{socket}", "Sockets that are open");
        _sessions = meter.CreateUpDownCounter<long>("reception.sessions", "{session}", "Sockets that have said hello, by role");
        _frames = meter.CreateCounter<long>("reception.frames", "{frame}", "Frames, by direction");
        _refusals = meter.CreateCounter<long>("reception.refusals", "{refusal}", "What was refused, by code and how: a frame, a whole connection (bye), a request (rest)");
    }

    public void OnSocketOpened() => _sockets.Add(1);

    public void OnSocketClosed() => _sockets.Add(-1);

    public void OnSessionOpened(string role) => _sessions.Add(1, Tag("role", role));

    public void OnSessionClosed(string role) => _sessions.Add(-1, Tag("role", role));

    public void OnReceived() => _frames.Add(1, In);

    public void OnSent() => _frames.Add(1, Out);

    public void OnFrameRefused(RefusalCode code) => OnRefused(code, "frame");

    public void OnBye(RefusalCode code) => OnRefused(code, "bye");

    public void OnRequestRefused(RefusalCode code) => OnRefused(code, "rest");

    private void OnRefused(RefusalCode code, string how) => _refusals.Add(1, Tag("code", code.Code), Tag("how", how));

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
