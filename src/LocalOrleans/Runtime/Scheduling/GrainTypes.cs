using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>One grain class: its name, its attributes, how to build an instance.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _factory;
    private readonly (Type Type, PersistentStateAttribute Attribute)[] _states;

    public GrainClass(Type type, GrainCollectionOptions options)
    {
        Type = type;
        Name = GrainType.Create(NameOf(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>(inherit: true)?.MaxLocalWorkers ?? 0;
        CollectionAge = AgeOf(type, options);
        DeactivationTimeout = options.DeactivationTimeout;
        ActivationTimeout = options.ActivationTimeout;
        _states = [.. type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => (parameter.ParameterType, Attribute: parameter.GetCustomAttribute<PersistentStateAttribute>()))
            .Where(state => state.Attribute is not null).Select(state => (state.ParameterType, state.Attribute!))];
        _factory = ActivatorUtilities.CreateFactory(type, [.. _states.Select(state => state.Type)]);
    }

    public Type Type { get; }

    public GrainType Name { get; }

    public bool IsReentrant { get; }

    /// <summary>0 for grains with an identity.</summary>
    public int MaxWorkers { get; }

    /// <summary>Idle time until collection; infinite for [KeepAlive].</summary>
    public TimeSpan CollectionAge { get; }

    public TimeSpan DeactivationTimeout { get; }

    public TimeSpan ActivationTimeout { get; }

    public object CreateInstance(Activation activation) => _factory(
        activation.ActivationServices, _states.Length == 0 ? null : [.. _states.Select(state => PersistentStates.Create(activation, state.Type, state.Attribute))]);

    private static string NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } given) return given.GrainType;
        var name = type.Name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions options)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute), inherit: true)) return Timeout.InfiniteTimeSpan;
        return options.CollectionAge;
    }
}

/// <summary>All grain classes, and which of them serves an interface.</summary>
internal sealed class GrainTypes
{
    private readonly Dictionary<GrainType, GrainClass> _classes = [];
    private readonly HashSet<GrainType> _stateless;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Type, GrainType> _resolved = new();

    public GrainTypes(GrainCollectionOptions options)
    {
        foreach (var type in ContractAssemblies.GrainClasses())
        {
            var grainClass = new GrainClass(type, options);
            if (!_classes.TryAdd(grainClass.Name, grainClass))
                throw new InvalidOperationException($"The grain classes {type} and {_classes[grainClass.Name].Type} are both called '{grainClass.Name}': give one a [GrainType].");
        }

        Kinds = [.. _classes.Values.Select(c => new GrainKind(
            c.Name.ToString(), c.Type.FullName!, c.MaxWorkers > 0, [.. c.Type.GetInterfaces().Where(type => typeof(IAddressable).IsAssignableFrom(type)).Select(TypeNames.Default)]))];
        _stateless = Stateless(Kinds);
    }

    /// <summary>What a client learns of the silos' classes.</summary>
    public GrainTypes(GrainKind[] kinds) => (Kinds, _stateless) = (kinds, Stateless(kinds));

    public GrainKind[] Kinds { get; }

    public bool IsStateless(GrainType name) => _stateless.Contains(name);

    public GrainClass Class(GrainType name) =>
        _classes.TryGetValue(name, out var grainClass) ? grainClass : throw new ArgumentException($"Could not find an implementation for grain type {name}");

    public GrainType Resolve(Type interfaceType) => _resolved.GetOrAdd(interfaceType, Find);

    private static HashSet<GrainType> Stateless(GrainKind[] kinds) => [.. kinds.Where(kind => kind.IsStateless).Select(kind => GrainType.Create(kind.Name))];

    private GrainType Find(Type interfaceType)
    {
        var name = TypeNames.Default(interfaceType);
        var candidates = Kinds.Where(kind => kind.Interfaces.Contains(name)).ToList();
        if (candidates.Count == 0) throw new ArgumentException($"Could not find an implementation for interface {interfaceType.FullName}");
        if (candidates.Count == 1) return GrainType.Create(candidates[0].Name);
        var own = candidates.Where(kind => kind.ClassName.Split('.', '+')[^1] is var simple && (simple == interfaceType.Name[1..] || simple == interfaceType.Name[1..] + "Grain")).ToList();
        if (own.Count == 1) return GrainType.Create(own[0].Name);
        throw new ArgumentException(
            $"Unable to identify a single appropriate grain type for interface {interfaceType.FullName}. Candidates: {string.Join(", ", candidates.Select(kind => $"{kind.Name} ({kind.ClassName})"))}");
    }
}
