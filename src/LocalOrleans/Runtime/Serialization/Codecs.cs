using System.Collections.Concurrent;

namespace LocalOrleans;

/// <summary>All codecs of the process: built-in ones, those generated for contracts, and those composed from both (arrays, collections, enums …).</summary>
internal static class Codecs
{
    private static readonly ConcurrentDictionary<Type, Codec> ByType = new();
    private static readonly ConcurrentDictionary<Type, Type> OpenGenerics = new();
    private static readonly ConcurrentDictionary<string, Type> ByName = new();
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    static Codecs() => BuiltInCodecs.Register();

    public static void Add(Type type, Codec codec)
    {
        ByType[type] = codec;
        AddName(type);
    }

    public static void AddOpen(Type type, Type codecDefinition)
    {
        OpenGenerics[type] = codecDefinition;
        AddName(type);
    }

    public static void AddName(Type type)
    {
        var name = TypeNames.Default(type);
        ByName[name] = type;
        Names[type] = name;
    }

    /// <summary>The hash of a contract type's members, by name: both ends of a link must have the same.</summary>
    public static ConcurrentDictionary<string, ulong> Hashes { get; } = new();

    public static void AddHash(Type type, ulong hash) => Hashes[TypeNames.Default(type)] = hash;

    public static Codec Of(Type type) => ByType.TryGetValue(type, out var codec) ? codec : ByType.GetOrAdd(type, Compose);

    public static string NameOf(Type type)
    {
        if (Names.TryGetValue(type, out var name)) return name;
        if (!type.IsEnum) Of(type);
        AddName(type);
        return Names[type];
    }

    public static Type TypeOf(string? name) =>
        name is not null && ByName.TryGetValue(name, out var type) ? type : throw new InvalidDataException($"No type called '{name}' is registered for calls.");

    /// <summary>The same value, but what the compiler made of a collection expression as an array.</summary>
    public static object Portable(object value)
    {
        var type = value.GetType();
        if (!type.Name.StartsWith("<>z__", StringComparison.Ordinal)) return value;
        var item = type.GetInterfaces().First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICollection<>)).GetGenericArguments()[0];
        var array = Array.CreateInstance(item, ((System.Collections.ICollection)value).Count);
        ((System.Collections.ICollection)value).CopyTo(array, 0);
        return array;
    }

    private static Codec Compose(Type type)
    {
        ContractAssemblies.Load(type.Assembly);
        if (ByType.TryGetValue(type, out var generated)) return generated;
        if (type.IsEnum) return Make(typeof(EnumCodec<>), type);
        if (type.IsSZArray) return Make(typeof(ArrayCodec<>), type.GetElementType()!);
        if (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)) return Make(typeof(ReferenceCodec<>), type);
        if (typeof(GrainReference).IsAssignableFrom(type)) return Make(typeof(ReferenceCodec<>), type);
        if (type.IsConstructedGenericType)
        {
            var definition = type.GetGenericTypeDefinition();
            if (OpenGenerics.TryGetValue(definition, out var open)) return Make(open, type.GetGenericArguments());
        }

        if (typeof(Exception).IsAssignableFrom(type)) return Make(typeof(ExceptionCodec<>), type);
        if (type.IsInterface || type.IsAbstract || type == typeof(object)) return Make(typeof(AnyCodec<>), type);
        throw new NotSupportedException($"Could not find a codec for type {type}: mark it with [GenerateSerializer], or pass one of the built-in types.");
    }

    private static Codec Make(Type definition, params Type[] arguments) => (Codec)Activator.CreateInstance(definition.MakeGenericType(arguments))!;
}
