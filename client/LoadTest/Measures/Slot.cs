namespace Reception.LoadTest.Measures;

/// <summary>
/// One second of a run. What is zero is absent. Failures are counted by the server's code or the client's word for them; replies by kind
/// (answered, clarified, talked, notice …).
/// </summary>
/// <param name="Second">Seconds since 1970, so that the slots of several load processes meet.</param>
/// <param name="Length">How long it really was, in seconds: a rate is a count over this.</param>
internal sealed record Slot(
    long Second,
    double Length,
    SortedDictionary<Counter, long> Counts,
    SortedDictionary<Gauge, double> Gauges,
    SortedDictionary<string, long> Replies,
    SortedDictionary<string, long> Failures,
    ServerSample[] Servers)
{
    public long Of(Counter counter) => Counts.GetValueOrDefault(counter);

    public double Of(Gauge gauge) => Gauges.GetValueOrDefault(gauge);

    /// <summary>A count as a rate per second.</summary>
    public double Rate(Counter counter) => Length > 0 ? Of(counter) / Length : 0;
}

/// <summary>What a process said of itself at some instant within the second. All but <see cref="Memory"/> only grow; a fall is a restart.</summary>
/// <param name="Process">A name that stays the same over the run: silo-1, gateway, store, load.</param>
/// <param name="Cpu">Seconds of processor time so far, user and system.</param>
/// <param name="Memory">Resident bytes.</param>
/// <param name="Messages">Customers' messages it has handled so far; 0 where it does not know.</param>
/// <param name="Parts">Seconds of processor time so far by part: transport, grain, triage, journal … The rest of <paramref name="Cpu"/> is nobody's.</param>
internal sealed record ServerSample(string Process, double Cpu, long Memory, long Messages, SortedDictionary<string, double> Parts);
