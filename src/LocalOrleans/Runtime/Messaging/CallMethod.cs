using System.ComponentModel;
using System.Reflection;

namespace LocalOrleans;

/// <summary>How a method may be called.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum CallOptions
{
    /// <summary>As usual: one at a time.</summary>
    None = 0,

    /// <summary>[ReadOnly].</summary>
    ReadOnly = 1,

    /// <summary>[AlwaysInterleave].</summary>
    AlwaysInterleave = 2,

    /// <summary>[OneWay], or an observer's method without a task.</summary>
    OneWay = 4,
}

/// <summary>One method of a grain or observer interface, shared by all its calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CallMethod(Type interfaceType, string name, int number, CallOptions options, string? timeout, params Type[] parameters)
{
    private MethodInfo? _method;

    /// <summary>The interface whose proxy made the call.</summary>
    public Type InterfaceType { get; } = interfaceType;

    /// <summary>The method's name.</summary>
    public string Name { get; } = name;

    /// <summary>The method's number in the contract.</summary>
    public int Number { get; } = number;

    /// <summary>How it may be called.</summary>
    public CallOptions Options { get; } = options;

    /// <summary>Its own time-out, if it has one.</summary>
    public TimeSpan? ResponseTimeout { get; } = timeout is null ? null : TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);

    internal MethodInfo Method => _method ??= Find();

    internal InterfaceContract Contract => field ??= InterfaceContracts.Of(InterfaceType);

    internal Type[] Parameters { get; } = parameters;

    /// <inheritdoc/>
    public override string ToString() => $"{InterfaceType.FullName}.{Name}";

    private MethodInfo Find() =>
        InterfaceType.GetInterfaces().Prepend(InterfaceType).Select(type => type.GetMethod(Name, Parameters)).FirstOrDefault(method => method is not null)
        ?? throw new MissingMethodException(InterfaceType.FullName, Name);
}
