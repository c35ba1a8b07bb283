using System.Collections.Concurrent;

namespace Reception.Clustering.Link;

/// <summary>Writers to use again; those that grew large are left to the collector.</summary>
internal static class PayloadPool
{
    private const int MaxKept = 1024;
    private const int MaxCapacity = 64 << 10;
    private static readonly ConcurrentQueue<PayloadWriter> Free = new();

    public static PayloadWriter Rent() => Free.TryDequeue(out var writer) ? writer : new PayloadWriter();

    public static void Return(PayloadWriter writer)
    {
        if (writer.Capacity > MaxCapacity || Free.Count >= MaxKept) return;
        writer.Clear();
        Free.Enqueue(writer);
    }
}
