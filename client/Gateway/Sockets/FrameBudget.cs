using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>A token bucket for the frames of one connection, and a count of refusals per minute. Used by the reading loop alone.</summary>
internal sealed class FrameBudget(SocketOptions options, TimeProvider time)
{
    private static readonly TimeSpan HumanPause = TimeSpan.FromSeconds(2);

    private double _tokens = options.FrameBurst;
    private long _at = time.GetTimestamp();
    private DateTimeOffset _minute = time.GetUtcNow();
    private int _refusals;
    private long _humanAt = time.GetTimestamp() - (long)(HumanPause.TotalSeconds * time.TimestampFrequency);

    /// <summary>Null: taken. Otherwise how many milliseconds to wait. A wish for a person is taken also from one who sends too much, now and then.</summary>
    public int? Take(ClientFrame? frame)
    {
        if (Take(frame is PostFrame { Messages.Length: var posted } ? 1 + ((posted - 1) / 4.0) : 1) is not { } wait) return null;
        if (frame is not HumanFrame || time.GetElapsedTime(_humanAt) < HumanPause) return wait;
        _humanAt = time.GetTimestamp();
        return null;
    }

    private int? Take(double cost)
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(options.FrameBurst, _tokens + (time.GetElapsedTime(_at, now).TotalSeconds * options.FramesPerSecond));
        _at = now;
        if (_tokens < cost) return (int)Math.Ceiling((cost - _tokens) * 1000 / options.FramesPerSecond);
        _tokens -= cost;
        return null;
    }

    /// <summary>True when the connection was refused too often.</summary>
    public bool CountRefusal()
    {
        var now = time.GetUtcNow();
        if (now - _minute >= TimeSpan.FromMinutes(1)) (_minute, _refusals) = (now, 0);
        return ++_refusals >= options.RefusalsPerMinute;
    }
}
