using System.Collections.Immutable;

namespace LocalOrleans;

/// <summary>A collection as a count and its items, built again from an array of them.</summary>
internal abstract class CollectionCodec<TCollection, T> : ObjectCodec<TCollection> where TCollection : IEnumerable<T>
{
    protected abstract int Count(TCollection value);

    protected abstract TCollection Build(T[] items);

    protected override void WriteFields(Writer writer, TCollection value)
    {
        writer.WriteUInt((ulong)Count(value));
        var codec = CodecOf<T>.Instance;
        foreach (var item in value) codec.Write(writer, item);
    }

    protected override TCollection ReadFields(ref Reader reader)
    {
        var items = new T[reader.ReadCount()];
        var codec = CodecOf<T>.Instance;
        for (var i = 0; i < items.Length; i++) items[i] = codec.Read(ref reader);
        return Build(items);
    }
}

/// <summary>Arrays.</summary>
internal sealed class ArrayCodec<T> : CollectionCodec<T[], T>
{
    protected override int Count(T[] value) => value.Length;

    protected override T[] Build(T[] items) => items;
}

/// <summary>Lists.</summary>
internal sealed class ListCodec<T> : CollectionCodec<List<T>, T>
{
    protected override int Count(List<T> value) => value.Count;

    protected override List<T> Build(T[] items) => [.. items];
}

/// <summary>The comparers of text that survive a call; any other becomes the default one.</summary>
internal static class Comparers
{
    private static readonly StringComparer[] Known = [StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, StringComparer.InvariantCultureIgnoreCase];

    public static void Write(Writer writer, object? comparer) => writer.WriteByte((byte)(Array.IndexOf(Known, comparer) + 1));

    public static IEqualityComparer<T>? Read<T>(ref Reader reader) => reader.ReadByte() is > 0 and var n && n <= Known.Length ? Known[n - 1] as IEqualityComparer<T> : null;
}

/// <summary>Sets.</summary>
internal sealed class HashSetCodec<T> : CollectionCodec<HashSet<T>, T>
{
    protected override int Count(HashSet<T> value) => value.Count;

    protected override HashSet<T> Build(T[] items) => [.. items];

    protected override void WriteFields(Writer writer, HashSet<T> value)
    {
        Comparers.Write(writer, value.Comparer);
        base.WriteFields(writer, value);
    }

    protected override HashSet<T> ReadFields(ref Reader reader) => Comparers.Read<T>(ref reader) is { } comparer ? new HashSet<T>(base.ReadFields(ref reader), comparer) : base.ReadFields(ref reader);
}

/// <summary>Dictionaries.</summary>
internal sealed class DictionaryCodec<TKey, TValue> : CollectionCodec<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> where TKey : notnull
{
    protected override int Count(Dictionary<TKey, TValue> value) => value.Count;

    protected override Dictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items) => new(items);

    protected override void WriteFields(Writer writer, Dictionary<TKey, TValue> value)
    {
        Comparers.Write(writer, value.Comparer);
        base.WriteFields(writer, value);
    }

    protected override Dictionary<TKey, TValue> ReadFields(ref Reader reader) =>
        Comparers.Read<TKey>(ref reader) is { } comparer ? new Dictionary<TKey, TValue>(base.ReadFields(ref reader), comparer) : base.ReadFields(ref reader);
}

/// <summary>Immutable arrays; the default one comes back empty.</summary>
internal sealed class ImmutableArrayCodec<T> : CollectionCodec<ImmutableArray<T>, T>
{
    protected override int Count(ImmutableArray<T> value) => value.IsDefault ? 0 : value.Length;

    protected override ImmutableArray<T> Build(T[] items) => [.. items];

    protected override void WriteFields(Writer writer, ImmutableArray<T> value) => base.WriteFields(writer, value.IsDefault ? [] : value);
}

/// <summary>Immutable dictionaries; the comparer is the default one.</summary>
internal sealed class ImmutableDictionaryCodec<TKey, TValue> : CollectionCodec<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> where TKey : notnull
{
    protected override int Count(ImmutableDictionary<TKey, TValue> value) => value.Count;

    protected override ImmutableDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items) => ImmutableDictionary.CreateRange(items);
}
