using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LocalOrleans.CodeGeneration;

/// <summary>How a value is made when it is read.</summary>
internal enum Construction
{
    /// <summary>By the primary constructor, then its other members.</summary>
    Primary,

    /// <summary>By the constructor without parameters, then its members.</summary>
    Default,

    /// <summary>Without a constructor, all members set.</summary>
    Uninitialized,
}

/// <summary>
/// Which members of a type cross calls, and how a value is made of them. Members: the parameters of a record's primary constructor (of a class, if it asks
/// for it), then what carries [Id], base class first, by number.
/// </summary>
internal sealed class TypeShape
{
    private TypeShape(List<Member> members, Construction construction, List<int> constructorOrder, bool isException)
    {
        Members = members;
        Construction = construction;
        ConstructorOrder = constructorOrder;
        IsException = isException;
    }

    public List<Member> Members { get; }

    public Construction Construction { get; }

    /// <summary>Members that the constructor takes, in its order.</summary>
    public List<int> ConstructorOrder { get; }

    public bool IsException { get; }

    public bool Initializes(int member) => Construction != Construction.Uninitialized && !ConstructorOrder.Contains(member) && Members[member].CanInitialize;

    public bool SetsAfterwards(int member) => !ConstructorOrder.Contains(member) && !Initializes(member);

    public static TypeShape Of(INamedTypeSymbol type, Compilation compilation)
    {
        var members = new List<Member>();
        foreach (var level in Hierarchy(type))
        {
            foreach (var parameter in PrimaryParameters(level))
            {
                if (Enumerable.Reverse(Hierarchy(type)).SelectMany(t => t.GetMembers(parameter.Name)).FirstOrDefault(m => m is IPropertySymbol or IFieldSymbol) is { } member) Add(member);
            }

            foreach (var member in level.GetMembers().Where(m => IdOf(m) is not null && m is IPropertySymbol or IFieldSymbol).OrderBy(m => IdOf(m) ?? 0)) Add(member);
        }

        var isException = KnownTypes.IsException(type);
        var own = PrimaryParameters(type).Select(p => members.FindIndex(m => m.Name == p.Name)).ToList();
        var required = Hierarchy(type).SelectMany(t => t.GetMembers()).Where(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
        var complete = !isException && required.All(r => members.Exists(m => m.Name == r.Name));
        if (complete && own.Count > 0 && !own.Contains(-1)) return new TypeShape(members, Construction.Primary, own, isException);
        var plain = type.IsValueType || type.InstanceConstructors.Any(c => c.Parameters.Length == 0 && compilation.IsSymbolAccessibleWithin(c, compilation.Assembly));
        return new TypeShape(members, complete && plain && own.Count == 0 ? Construction.Default : Construction.Uninitialized, [], isException);

        void Add(ISymbol member)
        {
            if (members.Exists(m => m.Name == member.Name)) return;
            members.Add(new Member(member, compilation));
        }
    }

    private static List<INamedTypeSymbol> Hierarchy(INamedTypeSymbol type)
    {
        var levels = new List<INamedTypeSymbol>();
        for (var t = type; t is not null && t.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType) && KnownTypes.NameOf(t) != "System.Exception"; t = t.BaseType) levels.Insert(0, t);
        return levels;
    }

    private static IEnumerable<IParameterSymbol> PrimaryParameters(INamedTypeSymbol type)
    {
        var attribute = KnownTypes.Find(type, "Orleans.GenerateSerializerAttribute");
        var said = attribute?.NamedArguments.FirstOrDefault(a => a.Key == "IncludePrimaryConstructorParameters").Value.Value as bool?;
        if (!(said ?? type.IsRecord)) return [];
        var primary = type.InstanceConstructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null }))
            ?? (type.IsRecord && type.DeclaringSyntaxReferences.Length == 0 ? type.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length > 0 && !SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, type)) : null);
        return primary?.Parameters ?? (IEnumerable<IParameterSymbol>)[];
    }

    private static uint? IdOf(ISymbol member) => KnownTypes.Find(member, "Orleans.IdAttribute")?.ConstructorArguments[0].Value as uint?;
}

/// <summary>One member: how to read it from a value and how to put it into one, also where C# would not allow it.</summary>
internal sealed class Member
{
    private readonly ISymbol _symbol;
    private readonly bool _canGet;
    private readonly bool _hasSetter;

    public Member(ISymbol symbol, Compilation compilation)
    {
        _symbol = symbol;
        Name = symbol.Name;
        Location = symbol.Locations.FirstOrDefault();
        var within = compilation.Assembly;
        if (symbol is IPropertySymbol property)
        {
            Type = property.Type;
            _hasSetter = property.SetMethod is not null;
            _canGet = property.GetMethod is { } getter && compilation.IsSymbolAccessibleWithin(getter, within);
            CanInitialize = property.SetMethod is { } setter && compilation.IsSymbolAccessibleWithin(setter, within);
        }
        else
        {
            var field = (IFieldSymbol)symbol;
            Type = field.Type;
            _canGet = compilation.IsSymbolAccessibleWithin(field, within);
            CanInitialize = _canGet && !field.IsReadOnly;
        }
    }

    public string Name { get; }

    public ITypeSymbol Type { get; }

    public Location? Location { get; }

    /// <summary>Whether an object initializer may set it.</summary>
    public bool CanInitialize { get; }

    public string Get(string value, bool isStruct) => _canGet ? $"{value}.{Name}" : $"Field_{Name}({Argument(value, isStruct)})";

    public string Set(string value, string to, bool isStruct) => _symbol is IPropertySymbol && _hasSetter
        ? $"Set_{Name}({Argument(value, isStruct)}, {to})"
        : $"Field_{Name}({Argument(value, isStruct)}) = {to}";

    public void WriteAccessors(StringBuilder source, string full, bool isStruct)
    {
        var declaring = isStruct ? "ref " + full : KnownTypes.Full(_symbol.ContainingType);
        var field = _symbol is IPropertySymbol ? $"<{Name}>k__BackingField" : Name;
        if (_symbol is IPropertySymbol && _hasSetter)
        {
            source.AppendLine($"        [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = \"set_{Name}\")]");
            source.AppendLine($"        private static extern void Set_{Name}({declaring} target, {KnownTypes.Full(Type)} value);");
            if (_canGet) return;
        }

        source.AppendLine($"        [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = \"{field}\")]");
        source.AppendLine($"        private static extern ref {KnownTypes.Full(Type)} Field_{Name}({declaring} target);");
    }

    private static string Argument(string value, bool isStruct) => isStruct ? "ref " + value : value;
}
