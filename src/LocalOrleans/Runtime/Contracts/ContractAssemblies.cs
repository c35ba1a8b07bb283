using System.Collections.Concurrent;
using System.Reflection;

namespace LocalOrleans;

/// <summary>
/// Which assemblies take part: every loaded one with generated contracts, the entry assembly, and what those name as application parts
/// (the compiler drops references nobody uses; the parts keep them).
/// </summary>
internal static class ContractAssemblies
{
    private static readonly ConcurrentDictionary<Assembly, ContractRegistration?> Loaded = new();
    private static readonly Lock Gate = new();

    public static IEnumerable<Type> GrainClasses()
    {
        LoadAll();
        return Loaded.Where(pair => pair.Value is not null).SelectMany(pair => pair.Key.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IGrainBase).IsAssignableFrom(type))
            .Where(type => !typeof(GrainReference).IsAssignableFrom(type));
    }

    public static void LoadAll()
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic)) Load(assembly);
        if (Assembly.GetEntryAssembly() is { } entry) Load(entry);
    }

    public static void Load(Assembly assembly)
    {
        if (Loaded.ContainsKey(assembly)) return;
        lock (Gate)
        {
            if (Loaded.ContainsKey(assembly)) return;
            var generated = assembly.GetCustomAttribute<GeneratedContractsAttribute>();
            var registration = generated is null ? null : (ContractRegistration)Activator.CreateInstance(generated.Registration)!;
            registration?.Register();
            Loaded[assembly] = registration;
        }

        foreach (var part in assembly.GetCustomAttributes<ApplicationPartAttribute>()) Load(Assembly.Load(part.AssemblyName));
    }
}
