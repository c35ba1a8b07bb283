using System.ComponentModel;

namespace LocalOrleans;

/// <summary>Written by the generator into every assembly with contracts; names the class that registers them.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GeneratedContractsAttribute(Type registration) : Attribute
{
    /// <summary>A class derived from <see cref="ContractRegistration"/> with a public constructor.</summary>
    public Type Registration { get; } = registration;
}

/// <summary>What one assembly contributes: interfaces with their proxies and calls, and codecs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ContractRegistration
{
    /// <summary>Registers everything.</summary>
    public abstract void Register();

    /// <summary>Registers a grain or observer interface, the hash of its methods, its proxy and its calls in order of their numbers.</summary>
    protected static void Interface(Type type, ulong hash, Func<GrainReferenceArguments, GrainProxy> proxy, params Func<GrainCall>[] calls) =>
        InterfaceContracts.Add(new InterfaceContract(type, hash, proxy, calls));

    /// <summary>Registers a codec and the hash of its members.</summary>
    protected static void Codec(Type type, ulong hash, Codec codec)
    {
        Codecs.Add(type, codec);
        Codecs.AddHash(type, hash);
    }

    /// <summary>Registers the codec of an open generic type.</summary>
    protected static void OpenCodec(Type type, ulong hash, Type codecDefinition)
    {
        Codecs.AddOpen(type, codecDefinition);
        Codecs.AddHash(type, hash);
    }

    /// <summary>Registers an enum or another type by name only.</summary>
    protected static void Name(Type type, ulong hash)
    {
        Codecs.AddName(type);
        Codecs.AddHash(type, hash);
    }
}
