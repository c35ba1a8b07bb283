namespace Reception.Domain.Simulation;

/// <summary>Busy and staffed weight over time, summed up by spans of equal length; and looked at from time to time for the plot.</summary>
internal sealed class LoadMeter(TimeSpan length, int spans)
{
    private readonly double[] _busy = new double[spans];
    private readonly double[] _staffed = new double[spans];
    private double _at;
    private int _busyNow;
    private int _staffedNow;

    public TimeSpan SpanLength { get; } = length / spans;

    public int BusyNow => _busyNow;

    public int StaffedNow => _staffedNow;

    public void Change(int busy, int staffed, TimeSpan at)
    {
        Pass(at.TotalSeconds);
        (_busyNow, _staffedNow) = (_busyNow + busy, _staffedNow + staffed);
    }

    /// <summary>Busy and staffed weight-seconds of a span.</summary>
    public (double Busy, double Staffed) Of(int span) => (_busy[span], _staffed[span]);

    public void Pass(double at)
    {
        var end = Math.Min(at, length.TotalSeconds);
        while (_at < end)
        {
            var span = Math.Min((int)(_at / SpanLength.TotalSeconds), _busy.Length - 1);
            var until = span == _busy.Length - 1 ? end : Math.Min(end, (span + 1) * SpanLength.TotalSeconds);
            if (until <= _at) until = end; // rounding at a span's edge
            _busy[span] += _busyNow * (until - _at);
            _staffed[span] += Math.Max(_staffedNow, _busyNow) * (until - _at);
            _at = until;
        }
    }
}
