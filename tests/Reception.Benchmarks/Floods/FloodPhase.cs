using System.Globalization;

namespace Reception.Benchmarks.Floods;

/// <summary>What a phase measured: latencies of the quiet in milliseconds, what became of the flood, processor of the server in cores.</summary>
internal sealed record FloodPhase(string Name, int Sent, int Acked, double P50, double P99, double Max, int FloodSent, int FloodAcked, int FloodRefused, int FloodHeld, double Cpu)
{
    public static FloodPhase Of(string name, List<FloodCustomer> quiet, List<FloodCustomer> flood, double cpu)
    {
        var latencies = quiet.SelectMany(c => c.Latencies()).Order().ToArray();
        return new(
            name, quiet.Sum(c => c.Sent), latencies.Length, At(latencies, 0.5), At(latencies, 0.99), At(latencies, 1),
            flood.Sum(c => c.Sent), flood.Sum(c => c.Acked), flood.Sum(c => c.Refused), flood.Sum(c => c.Held), cpu);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-8} quiet: {Sent} sent, {Acked} acked, p50 {P50:0.00} p99 {P99:0.0} max {Max:0.0} ms; flood: {FloodSent} sent, {FloodAcked} acked, {FloodRefused} refused, {FloodHeld} held back by the network; server {Cpu:0.00} cores");

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
