using System.ComponentModel;

namespace LocalOrleans;

/// <summary>Spare calls of one method, a few per thread. Callers and callees run on the same pool threads, so what one returns the next one takes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CallPool<T> where T : GrainCall, new()
{
    private const int PerThread = 64;

    [ThreadStatic]
    private static Spares? s_spares;

    /// <summary>A call, new or used before.</summary>
    public static T Rent()
    {
        var spares = s_spares;
        if (spares is null || spares.Count == 0) return new T();
        return spares.Items[--spares.Count];
    }

    /// <summary>Takes back a call that nobody knows any more.</summary>
    public static void Return(T call)
    {
        var spares = s_spares ??= new Spares();
        if (spares.Count < PerThread) spares.Items[spares.Count++] = call;
    }

    private sealed class Spares
    {
        public readonly T[] Items = new T[PerThread];
        public int Count;
    }
}
