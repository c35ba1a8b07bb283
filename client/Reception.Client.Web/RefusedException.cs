namespace Reception.Client.Web;

/// <summary>The gateway refused: <see cref="Code"/> is one of docs/protocol.md, <see cref="Advice"/> says what to do.</summary>
public sealed class RefusedException(string code, string message, string advice, IReadOnlyList<string>? errors = null) : Exception(message)
{
    public string Code { get; } = code;

    public string Advice { get; } = advice;

    /// <summary>Everything that was wrong, when there is more than one thing.</summary>
    public IReadOnlyList<string> Errors { get; } = errors ?? [];
}
