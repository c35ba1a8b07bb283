namespace Reception.Domain.Simulation;

/// <summary>
/// What customers met. Mean and points of the wait are over all who came, also those who gave up. Service level: share of all
/// who came that were answered within the target; who gave up or was sent on was not answered. Times in seconds.
/// </summary>
public sealed record WaitFigures(
    int Customers, int Answered, int GaveUp, int SentOn, int Waiting,
    double ServiceLevel, double MeanWait, double P50, double P90, double P99, double MeanError, int Told, int Inside)
{
    public double Abandonment => Customers == 0 ? 0 : (double)GaveUp / Customers;

    /// <summary>Share of those who were told a range, had to wait and were answered, whose wait was within it.</summary>
    public double InsideShare => Told == 0 ? double.NaN : (double)Inside / Told;

    public static WaitFigures Of(IEnumerable<WaitRecord> records, double withinSeconds)
    {
        int answered = 0, gaveUp = 0, sentOn = 0, waiting = 0, intime = 0, told = 0, inside = 0;
        var error = 0.0;
        var waits = new List<double>();
        foreach (var w in records)
        {
            waits.Add(w.Wait);
            if (w.End == WaitEnd.Answered) answered++;
            else if (w.End == WaitEnd.GaveUp) gaveUp++;
            else if (w.End == WaitEnd.SentOn) sentOn++;
            else waiting++;
            if (w.End != WaitEnd.Answered) continue;
            if (w.Wait <= withinSeconds) intime++;
            if (w.Wait <= 0 || w.From is not { } from || w.To is not { } to) continue;
            told++;
            if (w.Wait >= from && w.Wait <= to) inside++;
            error += Math.Abs(w.Wait - ((from + to) / 2.0));
        }
        waits.Sort();
        return new WaitFigures(waits.Count, answered, gaveUp, sentOn, waiting,
            waits.Count == 0 ? 1 : (double)intime / waits.Count, waits.Count == 0 ? 0 : waits.Average(), Point(0.5), Point(0.9), Point(0.99), told == 0 ? 0 : error / told, told, inside);

        double Point(double share) => waits.Count == 0 ? 0 : waits[(int)Math.Min(waits.Count - 1, share * waits.Count)];
    }
}
