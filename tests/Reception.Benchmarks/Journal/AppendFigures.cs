namespace Reception.Benchmarks.Journal;

/// <summary>Times in milliseconds.</summary>
internal sealed record AppendFigures(double PerSecond, double P50, double P99, double Max, int MeanBatch, double CpuMicroseconds);
