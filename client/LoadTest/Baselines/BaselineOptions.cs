namespace Reception.LoadTest.Baselines;

/// <summary>How the machine's own speed is measured.</summary>
/// <param name="Seconds">Of each measurement, after a warm-up of a third of it.</param>
/// <param name="MessageBytes">Of an echoed message, and about what a customer's line takes on the wire.</param>
/// <param name="RowBytes">Of a stored row's payload.</param>
/// <param name="Sockets">Sockets that each have one message under way.</param>
/// <param name="Callers">Callers of the grain that each have one call under way.</param>
internal sealed record BaselineOptions(double Seconds = 3, int MessageBytes = 120, int RowBytes = 300, int Sockets = 64, int Callers = 64)
{
    public TimeSpan Length => TimeSpan.FromSeconds(Seconds);

    public TimeSpan WarmUp => TimeSpan.FromSeconds(Seconds / 3);
}
