using Microsoft.CodeAnalysis;

namespace LocalOrleans.CodeGeneration;

/// <summary>Questions about symbols.</summary>
internal static class KnownTypes
{
    private static readonly SymbolDisplayFormat NameFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, genericsOptions: SymbolDisplayGenericsOptions.None);

    private static readonly HashSet<string> Scalars =
    [
        "System.Guid", "System.DateTimeOffset", "System.TimeSpan", "System.DateOnly", "System.TimeOnly", "System.Uri",
        "System.Threading.CancellationToken", "System.Net.IPAddress", "System.Net.IPEndPoint",
        "Orleans.Runtime.GrainId", "Orleans.Runtime.IdSpan", "Orleans.Runtime.GrainType", "Orleans.Runtime.SiloAddress", "System.ReadOnlyMemory",
        "System.Collections.Generic.List", "System.Collections.Generic.HashSet", "System.Collections.Generic.Dictionary",
        "System.Collections.Generic.KeyValuePair",
        "System.Collections.Immutable.ImmutableArray", "System.Collections.Immutable.ImmutableDictionary",
    ];

    public static string NameOf(ITypeSymbol type) => type.ToDisplayString(NameFormat);

    public static string Full(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static bool IsAddressable(ITypeSymbol type) => type.AllInterfaces.Any(i => NameOf(i) == "Orleans.Runtime.IAddressable") || NameOf(type) == "Orleans.Runtime.IAddressable";

    public static bool IsObserver(ITypeSymbol type) => type.AllInterfaces.Any(i => NameOf(i) == "Orleans.IGrainObserver");

    public static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(a => a.AttributeClass is { } c && NameOf(c) == attribute);

    public static AttributeData? Find(ISymbol symbol, string attribute) => symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass is { } c && NameOf(c) == attribute);

    public static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (NameOf(type) == "System.Exception") return true;
        }

        return false;
    }

    /// <summary>The first type within <paramref name="type"/> that no codec can be found for; null if all is well.</summary>
    public static ITypeSymbol? FindUnserializable(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol { Rank: 1 } array:
                return FindUnserializable(array.ElementType);
            case ITypeParameterSymbol or IErrorTypeSymbol:
                return null;
            case INamedTypeSymbol named:
                return IsSerializable(named) ? named.TypeArguments.Select(FindUnserializable).FirstOrDefault(t => t is not null) : named;
            default:
                return type;
        }
    }

    private static bool IsSerializable(INamedTypeSymbol type) =>
        type.TypeKind is TypeKind.Enum or TypeKind.Interface || type.IsTupleType
        || type.OriginalDefinition.SpecialType is not (SpecialType.None or SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate)
        || Scalars.Contains(NameOf(type)) || IsException(type) || Has(type, "Orleans.GenerateSerializerAttribute");

    /// <summary>A name that is legal as an identifier and unique within the assembly.</summary>
    public static string Mangle(ISymbol symbol)
    {
        var text = symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("global::", "");
        return new string([.. text.Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
    }
}
