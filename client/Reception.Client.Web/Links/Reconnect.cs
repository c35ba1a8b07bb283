namespace Reception.Client.Web.Links;

/// <summary>
/// When and where to connect again. The first attempt after a loss is spread over <see cref="WebClientOptions.LossSpread"/>: a gateway
/// that dies takes all its clients with it, and they all come to the others. Then pauses double, with jitter. Who was told to move
/// was given his own moment already and goes at once. Addresses are taken in turn.
/// </summary>
internal sealed class Reconnect(WebClientOptions options)
{
    private readonly Uri[] _urls = [options.Url, .. options.More];
    private int _turn;
    private int _failures;

    /// <summary>The gateway to try.</summary>
    public Uri Url => _urls[_turn % _urls.Length];

    /// <summary>The pause before the next attempt, which goes to the next address.</summary>
    public TimeSpan Next(LinkLoss loss, int? retryAfterMs)
    {
        _turn++;
        if (loss == LinkLoss.Moved) return TimeSpan.Zero;
        if (loss == LinkLoss.Cut && retryAfterMs is null && _failures == 0)
        {
            _failures = 1;
            return options.LossSpread * options.NextDouble();
        }
        var pause = options.FirstPause * Math.Pow(2, Math.Min(_failures++, 16));
        if (pause > options.LongestPause) pause = options.LongestPause;
        pause *= 0.5 + options.NextDouble();
        var least = TimeSpan.FromMilliseconds(retryAfterMs ?? 0) * (1 + (options.NextDouble() / 2)); // never before it was asked to
        return pause > least ? pause : least;
    }

    /// <summary>A gateway has welcomed us.</summary>
    public void OnWelcomed() => _failures = 0;
}

/// <summary>How a connection ended.</summary>
internal enum LinkLoss
{
    /// <summary>There was none: nobody answered, or somebody refused.</summary>
    Refused = 0,
    /// <summary>It stood, and is gone.</summary>
    Cut = 1,
    /// <summary>The gateway asked us to go elsewhere.</summary>
    Moved = 2,
}
