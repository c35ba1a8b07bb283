namespace Reception.Assistant.Links;

/// <summary>
/// Spares a service that fails: after <see cref="Tolerated"/> failures in a row nobody asks for <see cref="FirstPause"/>, then one may
/// try; each further failure doubles the pause up to <see cref="LongestPause"/>. One success closes it. Thread-safe.
/// </summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    public const int Tolerated = 5;
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _until;

    /// <summary>Whether asking is allowed now.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock) return _failures < Tolerated || time.GetUtcNow() >= _until;
        }
    }

    /// <summary>Takes the right to ask: while it is half open only the first of each pause gets it.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_failures < Tolerated) return true;
            if (time.GetUtcNow() < _until) return false;
            _until = time.GetUtcNow() + Pause;
            return true;
        }
    }

    public void OnAnswered()
    {
        lock (_lock) _failures = 0;
    }

    public void OnFailed()
    {
        lock (_lock)
        {
            _failures = Math.Min(_failures + 1, 1_000);
            if (_failures >= Tolerated) _until = time.GetUtcNow() + Pause;
        }
    }

    private TimeSpan Pause
    {
        get
        {
            var pause = FirstPause * Math.Pow(2, Math.Min(_failures - Tolerated, 10));
            return pause < LongestPause ? pause : LongestPause;
        }
    }
}
