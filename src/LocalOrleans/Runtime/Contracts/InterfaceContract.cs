using System.Collections.Concurrent;

namespace LocalOrleans;

/// <summary>One grain or observer interface: its wire name, how to make a proxy of it and its calls.</summary>
internal sealed class InterfaceContract(Type type, ulong hash, Func<GrainReferenceArguments, GrainProxy> proxy, Func<GrainCall>[] calls)
{
    public Type Type { get; } = type;

    public GrainInterfaceType Name { get; } = GrainInterfaceType.Create(TypeNames.Default(type));

    /// <summary>Over the signatures of all methods: both ends of a link must have the same.</summary>
    public ulong Hash { get; } = hash;

    /// <summary>Its place in <see cref="InterfaceContracts.All"/>: its short name on a link.</summary>
    public int Index { get; set; } = -1;

    public GrainProxy CreateProxy(GrainReferenceArguments arguments) => proxy(arguments);

    public GrainCall CreateCall(int method) =>
        (uint)method < (uint)calls.Length ? calls[method]() : throw new InvalidDataException($"{Name} has no method {method}.");
}

/// <summary>All interfaces of the process, by type and by wire name.</summary>
internal static class InterfaceContracts
{
    private static readonly ConcurrentDictionary<Type, InterfaceContract> ByType = new();
    private static readonly ConcurrentDictionary<string, InterfaceContract> ByName = new();

    /// <summary>In order of registration; only grows.</summary>
    public static System.Collections.Immutable.ImmutableArray<InterfaceContract> All { get; private set; } = [];

    /// <summary>Called under the lock of <see cref="ContractAssemblies"/>.</summary>
    public static void Add(InterfaceContract contract)
    {
        contract.Index = All.Length;
        All = All.Add(contract);
        ByType[contract.Type] = contract;
        ByName[contract.Name.ToString()] = contract;
    }

    public static InterfaceContract Of(Type type)
    {
        if (ByType.TryGetValue(type, out var contract)) return contract;
        ContractAssemblies.Load(type.Assembly);
        return ByType.TryGetValue(type, out contract)
            ? contract
            : throw new ArgumentException($"{type} is no grain or observer interface with generated code: the project that declares it needs an OrleansRole.");
    }

    public static InterfaceContract? Find(string name) => ByName.GetValueOrDefault(name);
}
