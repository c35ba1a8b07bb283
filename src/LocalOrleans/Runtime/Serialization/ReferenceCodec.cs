namespace LocalOrleans;

/// <summary>Grains and observers travel as names. A grain instance becomes a reference to it; a bare observer object is refused.</summary>
internal sealed class ReferenceCodec<T> : Codec<T>
{
    public override void Write(Writer writer, T value)
    {
        if (value is null)
        {
            writer.WriteByte(0);
            return;
        }

        var reference = ReferenceCodec.Reference<T>((IAddressable)value);
        if (writer.Copying)
        {
            writer.WriteByte(3);
            writer.Keep(reference!);
            return;
        }

        writer.WriteByte(1);
        CodecOf<GrainId>.Instance.Write(writer, ((GrainReference)(object)reference!).GrainId);
    }

    public override T Read(ref Reader reader) => reader.ReadByte() switch
    {
        0 => default!,
        1 => (T)(object)reader.Runtime!.CreateReference(CodecOf<GrainId>.Instance.Read(ref reader), typeof(T)),
        3 => (T)reader.ReadKept(),
        var tag => throw new InvalidDataException($"{tag} begins no reference."),
    };
}

internal static class ReferenceCodec
{
    public static T Reference<T>(IAddressable value) => value switch
    {
        GrainReference => (T)value,
        IGrainBase => value.AsReference<T>(),
        _ => throw new ArgumentException($"{value.GetType()} is passed to a grain as it is; pass what CreateObjectReference returns for it."),
    };
}
