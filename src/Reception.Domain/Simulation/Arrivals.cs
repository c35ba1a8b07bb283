namespace Reception.Domain.Simulation;

/// <summary>When customers come, as times after the start, in order.</summary>
public abstract record Arrivals
{
    internal abstract IEnumerable<TimeSpan> Times(Rolls rolls);
}

/// <summary>So many are expected from <see cref="From"/> on within <see cref="Length"/>.</summary>
public sealed record RateSpan(TimeSpan From, TimeSpan Length, double Expected);

/// <summary>A Poisson process with a rate of its own in each span; spans in order, without overlap.</summary>
public sealed record PoissonArrivals(IReadOnlyList<RateSpan> Spans) : Arrivals
{
    internal override IEnumerable<TimeSpan> Times(Rolls rolls)
    {
        // Unit exponentials along the expected number of arrivals, mapped back to time (Çinlar 1975).
        double expected = 0, until = 0;
        long customer = 0;
        foreach (var span in Spans)
        {
            until += span.Expected;
            var begin = until - span.Expected;
            while (true)
            {
                var next = expected - Math.Log(1 - rolls.At(customer, RollFor.Arrival));
                if (next >= until) break;
                (expected, customer) = (next, customer + 1);
                yield return span.From + (span.Length * ((next - begin) / span.Expected));
            }
        }
    }
}

/// <summary>Arrivals as they were.</summary>
public sealed record RecordedArrivals(IReadOnlyList<TimeSpan> At) : Arrivals
{
    internal override IEnumerable<TimeSpan> Times(Rolls rolls) => At;
}

/// <summary>What a customer's numbers are for; offers take two more each.</summary>
internal static class RollFor
{
    public const int Arrival = 0;
    public const int Patience = 1;
    public const int Handling = 3;
    public const int Word = 5;
    public const int Offer = 8;
}
