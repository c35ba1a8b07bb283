using System.ComponentModel;

namespace LocalOrleans;

/// <summary>Writes and reads values of one type; the untyped side is for values whose type is known only when they are written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Codec
{
    internal abstract void WriteBody(Writer writer, object value);

    internal abstract object ReadBody(ref Reader reader);
}

/// <summary>Writes and reads values of <typeparamref name="T"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Codec<T> : Codec
{
    /// <summary>Writes a value.</summary>
    public abstract void Write(Writer writer, T value);

    /// <summary>Reads a value.</summary>
    public abstract T Read(ref Reader reader);

    internal override void WriteBody(Writer writer, object value) => Write(writer, (T)value);

    internal override object ReadBody(ref Reader reader) => Read(ref reader)!;
}

/// <summary>
/// The codec of a reference type. A first byte says what follows: 0 nothing (null), 1 the fields of exactly <typeparamref name="T"/>,
/// 2 the name of another type and its fields, 3 the number of an object that was kept (copies only), 4 the name of an exception type and what every exception has.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ObjectCodec<T> : Codec<T>
{
    /// <inheritdoc/>
    public sealed override void Write(Writer writer, T value)
    {
        if (value is null)
        {
            writer.WriteByte(0);
        }
        else if (writer.Copying && TypeTraits.IsImmutable(value.GetType()))
        {
            writer.WriteByte(3);
            writer.Keep(value);
        }
        else if (value.GetType() == typeof(T))
        {
            writer.WriteByte(1);
            WriteFields(writer, value);
        }
        else if (value is Exception exception && Codecs.Of(value.GetType()) is IBareException)
        {
            writer.WriteByte(4);
            ExceptionParts.WriteNamed(writer, exception);
        }
        else
        {
            var portable = Codecs.Portable(value);
            writer.WriteByte(2);
            TypeNames.Write(writer, portable.GetType());
            Codecs.Of(portable.GetType()).WriteBody(writer, portable);
        }
    }

    /// <inheritdoc/>
    public sealed override T Read(ref Reader reader) => reader.ReadByte() switch
    {
        0 => default!,
        1 => ReadFields(ref reader),
        2 => Codecs.Of(TypeNames.Read(ref reader)).ReadBody(ref reader) is T value ? value : throw new InvalidDataException($"Not a {typeof(T)}."),
        3 => (T)reader.ReadKept(),
        4 => ExceptionParts.ReadNamed(ref reader) is T exception ? exception : throw new InvalidDataException($"Not a {typeof(T)}."),
        var tag => throw new InvalidDataException($"{tag} begins no {typeof(T)}."),
    };

    /// <summary>Writes the fields of a value that is exactly a <typeparamref name="T"/>.</summary>
    protected abstract void WriteFields(Writer writer, T value);

    /// <summary>Reads the fields of exactly a <typeparamref name="T"/>.</summary>
    protected abstract T ReadFields(ref Reader reader);

    internal override void WriteBody(Writer writer, object value) => WriteFields(writer, (T)value);

    internal override object ReadBody(ref Reader reader) => ReadFields(ref reader)!;
}

/// <summary>The codec of <typeparamref name="T"/>, looked up once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CodecOf<T>
{
    private static Codec<T>? s_instance;

    /// <summary>The codec.</summary>
    public static Codec<T> Instance => s_instance ??= (Codec<T>)Codecs.Of(typeof(T));
}
