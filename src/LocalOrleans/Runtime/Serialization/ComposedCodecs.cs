using System.Runtime.CompilerServices;

namespace LocalOrleans;

/// <summary>Enums by their number.</summary>
internal sealed class EnumCodec<T> : Codec<T> where T : struct, Enum
{
    public override void Write(Writer writer, T value) => writer.WriteInt(Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.As<T, sbyte>(ref value),
        2 => Unsafe.As<T, short>(ref value),
        4 => Unsafe.As<T, int>(ref value),
        _ => Unsafe.As<T, long>(ref value),
    });

    public override T Read(ref Reader reader)
    {
        var number = reader.ReadInt();
        return Unsafe.As<long, T>(ref number);
    }
}

/// <summary>A value or nothing.</summary>
internal sealed class NullableCodec<T> : Codec<T?> where T : struct
{
    public override void Write(Writer writer, T? value)
    {
        writer.WriteByte(value.HasValue ? (byte)1 : (byte)0);
        if (value.HasValue) CodecOf<T>.Instance.Write(writer, value.Value);
    }

    public override T? Read(ref Reader reader) => reader.ReadByte() == 0 ? null : CodecOf<T>.Instance.Read(ref reader);
}

/// <summary>A value whose declared type says nothing of its fields: an interface, an abstract class, object.</summary>
internal sealed class AnyCodec<T> : ObjectCodec<T>
{
    protected override void WriteFields(Writer writer, T value) => writer.WriteByte(0);

    protected override T ReadFields(ref Reader reader) =>
        reader.ReadByte() == 0 && typeof(T) == typeof(object) ? (T)new object() : throw new InvalidDataException($"{typeof(T)} has no fields of its own.");
}

/// <summary>A key and a value.</summary>
internal sealed class PairCodec<TKey, TValue> : Codec<KeyValuePair<TKey, TValue>>
{
    public override void Write(Writer writer, KeyValuePair<TKey, TValue> value)
    {
        CodecOf<TKey>.Instance.Write(writer, value.Key);
        CodecOf<TValue>.Instance.Write(writer, value.Value);
    }

    public override KeyValuePair<TKey, TValue> Read(ref Reader reader) => new(CodecOf<TKey>.Instance.Read(ref reader), CodecOf<TValue>.Instance.Read(ref reader));
}

/// <summary>Two values.</summary>
internal sealed class TupleCodec<T1, T2> : Codec<(T1 First, T2 Second)>
{
    public override void Write(Writer writer, (T1 First, T2 Second) value)
    {
        CodecOf<T1>.Instance.Write(writer, value.First);
        CodecOf<T2>.Instance.Write(writer, value.Second);
    }

    public override (T1 First, T2 Second) Read(ref Reader reader) => (CodecOf<T1>.Instance.Read(ref reader), CodecOf<T2>.Instance.Read(ref reader));
}

/// <summary>Three values.</summary>
internal sealed class TupleCodec<T1, T2, T3> : Codec<(T1 First, T2 Second, T3 Third)>
{
    public override void Write(Writer writer, (T1 First, T2 Second, T3 Third) value)
    {
        CodecOf<T1>.Instance.Write(writer, value.First);
        CodecOf<T2>.Instance.Write(writer, value.Second);
        CodecOf<T3>.Instance.Write(writer, value.Third);
    }

    public override (T1 First, T2 Second, T3 Third) Read(ref Reader reader) =>
        (CodecOf<T1>.Instance.Read(ref reader), CodecOf<T2>.Instance.Read(ref reader), CodecOf<T3>.Instance.Read(ref reader));
}

/// <summary>Four values.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4> : Codec<(T1 First, T2 Second, T3 Third, T4 Fourth)>
{
    public override void Write(Writer writer, (T1 First, T2 Second, T3 Third, T4 Fourth) value)
    {
        CodecOf<T1>.Instance.Write(writer, value.First);
        CodecOf<T2>.Instance.Write(writer, value.Second);
        CodecOf<T3>.Instance.Write(writer, value.Third);
        CodecOf<T4>.Instance.Write(writer, value.Fourth);
    }

    public override (T1 First, T2 Second, T3 Third, T4 Fourth) Read(ref Reader reader) =>
        (CodecOf<T1>.Instance.Read(ref reader), CodecOf<T2>.Instance.Read(ref reader), CodecOf<T3>.Instance.Read(ref reader), CodecOf<T4>.Instance.Read(ref reader));
}
