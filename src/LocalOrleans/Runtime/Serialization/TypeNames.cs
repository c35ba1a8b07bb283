namespace LocalOrleans;

/// <summary>
/// Types as they stand in messages: 0 and a registered name, 1 and the element of an array, 2 and a registered generic with its arguments.
/// Only registered names are ever resolved: a message can't make this process load a type of its choice.
/// </summary>
internal static class TypeNames
{
    public static void Write(Writer writer, Type type)
    {
        if (type.IsSZArray)
        {
            writer.WriteByte(1);
            Write(writer, type.GetElementType()!);
        }
        else if (type.IsConstructedGenericType)
        {
            writer.WriteByte(2);
            writer.WriteString(Codecs.NameOf(type.GetGenericTypeDefinition()));
            foreach (var argument in type.GetGenericArguments()) Write(writer, argument);
        }
        else
        {
            writer.WriteByte(0);
            writer.WriteString(Codecs.NameOf(type));
        }
    }

    public static Type Read(ref Reader reader)
    {
        switch (reader.ReadByte())
        {
            case 0:
                return Codecs.TypeOf(reader.ReadString());
            case 1:
                return Read(ref reader).MakeArrayType();
            case 2:
                var definition = Codecs.TypeOf(reader.ReadString());
                var arguments = new Type[definition.GetGenericArguments().Length];
                for (var i = 0; i < arguments.Length; i++) arguments[i] = Read(ref reader);
                return definition.MakeGenericType(arguments);
            case var tag:
                throw new InvalidDataException($"{tag} begins no type.");
        }
    }

    public static string Default(Type type) =>
        type.GetCustomAttributes(typeof(AliasAttribute), inherit: false) is [AliasAttribute alias, ..] ? alias.Alias : type.FullName!;
}
