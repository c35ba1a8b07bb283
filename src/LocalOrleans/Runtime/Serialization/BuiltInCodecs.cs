using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace LocalOrleans;

/// <summary>The codecs every process has.</summary>
internal static class BuiltInCodecs
{
    private delegate T Read<T>(ref Reader reader);

    public static void Register()
    {
        Scalar((w, v) => w.WriteByte(v ? (byte)1 : (byte)0), (ref r) => r.ReadByte() != 0);
        Scalar((w, v) => w.WriteByte(v), (ref r) => r.ReadByte());
        Scalar((w, v) => w.WriteByte((byte)v), (ref r) => (sbyte)r.ReadByte());
        Scalar((w, v) => w.WriteInt(v), (ref r) => (short)r.ReadInt());
        Scalar((w, v) => w.WriteUInt(v), (ref r) => (ushort)r.ReadUInt());
        Scalar((w, v) => w.WriteInt(v), (ref r) => (int)r.ReadInt());
        Scalar((w, v) => w.WriteUInt(v), (ref r) => (uint)r.ReadUInt());
        Scalar((w, v) => w.WriteInt(v), (ref r) => r.ReadInt());
        Scalar<ulong>((w, v) => w.WriteUInt(v), (ref r) => r.ReadUInt());
        Scalar((w, v) => w.WriteUInt(v), (ref r) => (char)r.ReadUInt());
        Fixed<float>();
        Fixed<double>();
        Fixed<decimal>();
        Fixed<Guid>();
        Scalar((w, v) => w.WriteInt(v.Ticks), (ref r) => new TimeSpan(r.ReadInt()));
        Scalar((w, v) => w.WriteInt(v.ToBinary()), (ref r) => DateTime.FromBinary(r.ReadInt()));
        Scalar((w, v) => w.WriteInt(v.DayNumber), (ref r) => DateOnly.FromDayNumber((int)r.ReadInt()));
        Scalar((w, v) => w.WriteInt(v.Ticks), (ref r) => new TimeOnly(r.ReadInt()));
        Scalar(WriteOffset, ReadOffset);
        Scalar((w, v) => w.WriteString(v), (ref r) => r.ReadString()!);
        Scalar((w, _) => w.WriteByte(0), (ref r) => r.ReadByte() == 0 ? default(Unit) : default);
        Scalar((w, _) => w.WriteByte(0), (ref r) => r.ReadByte() == 0 ? CancellationToken.None : default);
        Text(v => v.OriginalString, s => new Uri(s, UriKind.RelativeOrAbsolute));
        Text(v => v.ToString(), IPAddress.Parse);
        Text(v => v.ToString(), IPEndPoint.Parse);
        Text(v => v.ToParsableString(), SiloAddress.FromParsableString);
        Scalar(WriteGrainId, ReadGrainId);
        Scalar((w, v) => w.WriteBytes(v.AsSpan()), (ref r) => new IdSpan(r.ReadBytes().ToArray()));
        Scalar((w, v) => w.WriteBytes(v.AsSpan()), (ref r) => new GrainType(new IdSpan(r.ReadBytes().ToArray())));
        Scalar((w, v) => w.WriteBytes(v.Span), (ref r) => (ReadOnlyMemory<byte>)r.ReadBytes().ToArray());
        Codecs.Add(typeof(byte[]), new BytesCodec());
        Codecs.AddName(typeof(object));
        RegisterCollections();
    }

    private static void RegisterCollections()
    {
        Codecs.AddOpen(typeof(Nullable<>), typeof(NullableCodec<>));
        Codecs.AddOpen(typeof(List<>), typeof(ListCodec<>));
        Codecs.AddOpen(typeof(HashSet<>), typeof(HashSetCodec<>));
        Codecs.AddOpen(typeof(Dictionary<,>), typeof(DictionaryCodec<,>));
        Codecs.AddOpen(typeof(ImmutableArray<>), typeof(ImmutableArrayCodec<>));
        Codecs.AddOpen(typeof(ImmutableDictionary<,>), typeof(ImmutableDictionaryCodec<,>));
        Codecs.AddOpen(typeof(KeyValuePair<,>), typeof(PairCodec<,>));
        Codecs.AddOpen(typeof(ValueTuple<,>), typeof(TupleCodec<,>));
        Codecs.AddOpen(typeof(ValueTuple<,,>), typeof(TupleCodec<,,>));
        Codecs.AddOpen(typeof(ValueTuple<,,,>), typeof(TupleCodec<,,,>));
    }

    private static void Scalar<T>(Action<Writer, T> write, Read<T> read) => Codecs.Add(typeof(T), new ScalarCodec<T>(write, read));

    private static void Fixed<T>() where T : unmanaged => Scalar<T>((w, v) => w.WriteFixed(v), (ref r) => r.ReadFixed<T>());

    private static void Text<T>(Func<T, string> format, Func<string, T> parse) where T : class => Codecs.Add(typeof(T), new TextCodec<T>(format, parse));

    private static void WriteOffset(Writer writer, DateTimeOffset value)
    {
        writer.WriteInt(value.Ticks);
        writer.WriteInt((long)value.Offset.TotalMinutes);
    }

    private static DateTimeOffset ReadOffset(ref Reader reader) => new(reader.ReadInt(), TimeSpan.FromMinutes(reader.ReadInt()));

    private static void WriteGrainId(Writer writer, GrainId value)
    {
        writer.WriteBytes(value.Type.AsSpan());
        writer.WriteBytes(value.Key.AsSpan());
    }

    private static GrainId ReadGrainId(ref Reader reader) =>
        new(new GrainType(new IdSpan(reader.ReadBytes().ToArray())), new IdSpan(reader.ReadBytes().ToArray()));

    private sealed class ScalarCodec<T>(Action<Writer, T> write, Read<T> read) : Codec<T>
    {
        public override void Write(Writer writer, T value) => write(writer, value);

        public override T Read(ref Reader reader) => read(ref reader);
    }

    private sealed class TextCodec<T>(Func<T, string> format, Func<string, T> parse) : Codec<T> where T : class
    {
        public override void Write(Writer writer, T value) => writer.WriteString(value is null ? null : format(value));

        public override T Read(ref Reader reader) => reader.ReadString() is { } text ? parse(text) : null!;
    }

    private sealed class BytesCodec : ObjectCodec<byte[]>
    {
        protected override void WriteFields(Writer writer, byte[] value) => writer.WriteBytes(value);

        protected override byte[] ReadFields(ref Reader reader) => reader.ReadBytes().ToArray();
    }
}
