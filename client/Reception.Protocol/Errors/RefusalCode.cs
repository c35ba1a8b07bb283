namespace Reception.Protocol.Errors;

/// <summary>
/// A refusal that crosses the wire. <see cref="Code"/> never changes, <see cref="Message"/> and <see cref="Advice"/> are for
/// people. <see cref="Status"/> is the HTTP status of the REST answer, <see cref="CloseStatus"/> the WebSocket close status of
/// a code that ends the connection (0: it does not).
/// </summary>
public sealed record RefusalCode(string Code, int Status, int CloseStatus, string Message, string Advice)
{
    /// <summary>True when the socket is closed after this code.</summary>
    public bool EndsConnection => CloseStatus != 0;

    public override string ToString() => Code;
}
