using System.ComponentModel;

namespace LocalOrleans;

/// <summary>
/// Isolates arguments and results: what nobody can change passes as it is, a grain passes as a reference to it,
/// anything else goes once through its codec.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Copier<T>
{
    private static readonly bool Immutable = TypeTraits.IsImmutable(typeof(T)) && !typeof(IAddressable).IsAssignableFrom(typeof(T));

    /// <summary>A value that shares nothing changeable with <paramref name="value"/>.</summary>
    public static T Copy(T value) => Immutable || value is null ? value : CopySlow(value);

    private static T CopySlow(T value)
    {
        if (value is IAddressable addressable) return ReferenceCodec.Reference<T>(addressable);
        if (!typeof(T).IsValueType && TypeTraits.IsImmutable(value!.GetType())) return value;
        var writer = CopyWriter.Take();
        var codec = CodecOf<T>.Instance;
        codec.Write(writer, value);
        var reader = new Reader(writer.Written, writer.Kept, runtime: null);
        var copy = codec.Read(ref reader);
        CopyWriter.Return(writer);
        return copy;
    }
}

/// <summary>One writer per thread for copies; a copy inside a copy makes its own.</summary>
internal static class CopyWriter
{
    [ThreadStatic]
    private static Writer? s_spare;

    public static Writer Take()
    {
        var writer = s_spare ?? new Writer(copying: true);
        s_spare = null;
        return writer;
    }

    public static void Return(Writer writer)
    {
        writer.Reset();
        s_spare = writer;
    }
}
