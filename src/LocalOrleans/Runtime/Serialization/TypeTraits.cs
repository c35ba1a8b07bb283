using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace LocalOrleans;

/// <summary>Which values nobody can change: those pass within a process as they are.</summary>
internal static class TypeTraits
{
    private static readonly ConcurrentDictionary<Type, bool> Immutables = new();

    private static readonly HashSet<Type> KnownImmutable =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Uri), typeof(System.Net.IPAddress), typeof(System.Net.IPEndPoint), typeof(CancellationToken),
        typeof(Unit),
    ];

    private static readonly HashSet<Type> ImmutableOver =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>),
        typeof(KeyValuePair<,>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>),
    ];

    public static bool IsImmutable(Type type) => Immutables.TryGetValue(type, out var known) ? known : Immutables[type] = Judge(type);

    private static bool Judge(Type type) =>
        type.IsPrimitive || type.IsEnum || KnownImmutable.Contains(type)
        || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
        || (typeof(IAddressable).IsAssignableFrom(type) && !typeof(IGrainBase).IsAssignableFrom(type))
        || typeof(Exception).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type)
        || (type.IsGenericType && ImmutableOver.Contains(type.GetGenericTypeDefinition()) && type.GetGenericArguments().All(IsImmutable));
}

/// <summary>The absence of a result.</summary>
public readonly struct Unit;
