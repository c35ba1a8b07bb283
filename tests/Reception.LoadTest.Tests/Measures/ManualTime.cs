namespace Reception.LoadTest.Tests.Measures;

/// <summary>A clock that moves when told.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + _passed;

    public override long GetTimestamp() => _passed.Ticks;

    public void Pass(double seconds) => _passed += TimeSpan.FromSeconds(seconds);
}
