using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Makes the states that grain constructors ask for.</summary>
internal sealed class PersistentStates
{
    private static readonly MethodInfo CreateTyped = typeof(PersistentStates).GetMethod(nameof(CreateState), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static object Create(IGrainContext context, Type parameterType, PersistentStateAttribute attribute)
    {
        if (!parameterType.IsGenericType || parameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new ArgumentException($"A [PersistentState] parameter of {context.GrainId.Type} has type {parameterType}; it must be IPersistentState<T>.");
        return CreateTyped.MakeGenericMethod(parameterType.GetGenericArguments()).CreateDelegate<Func<IGrainContext, string, string?, object>>()(context, attribute.StateName, attribute.StorageName);
    }

    public static IStorage<T> CreateStorage<T>(IGrainContext context, string stateName, string? storageName)
    {
        var storage = string.IsNullOrWhiteSpace(storageName)
            ? context.ActivationServices.GetService<IGrainStorage>()
            : context.ActivationServices.GetKeyedService<IGrainStorage>(storageName);
        if (storage is not null) return new StoredState<T>(stateName, context, storage);
        throw new BadProviderConfigException(string.IsNullOrEmpty(storageName)
            ? $"No default storage provider found loading grain type {context.GrainId.Type}."
            : $"No storage provider named \"{storageName}\" found loading grain type {context.GrainId.Type}.");
    }

    private static object CreateState<T>(IGrainContext context, string stateName, string? storageName)
    {
        var state = CreateStorage<T>(context, stateName, storageName);
        context.ObservableLifecycle.Subscribe($"state {stateName}", GrainLifecycleStage.SetupState, state.ReadStateAsync);
        return state;
    }

    /// <summary>A state between a grain and its storage. Storage runs on the grain's scheduler; its exceptions pass as they are.</summary>
    private sealed class StoredState<T>(string name, IGrainContext context, IGrainStorage storage) : IPersistentState<T>
    {
        private readonly GrainState<T> _state = new(NewValue());

        public T State
        {
            get => _state.State!;
            set => _state.State = value;
        }

        public string? Etag => _state.ETag;

        public bool RecordExists => _state.RecordExists;

        public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

        public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

        public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

        public async Task ReadStateAsync(CancellationToken cancellationToken)
        {
            await storage.ReadStateAsync(name, context.GrainId, _state, cancellationToken);
            _state.State ??= NewValue();
        }

        public Task WriteStateAsync(CancellationToken cancellationToken) => storage.WriteStateAsync(name, context.GrainId, _state, cancellationToken);

        public async Task ClearStateAsync(CancellationToken cancellationToken)
        {
            await storage.ClearStateAsync(name, context.GrainId, _state, cancellationToken);
            _state.State ??= NewValue();
        }

        private static T NewValue() =>
            typeof(T).IsValueType || typeof(T).IsArray || typeof(T).GetConstructor(Type.EmptyTypes) is null ? default! : Activator.CreateInstance<T>();
    }
}
