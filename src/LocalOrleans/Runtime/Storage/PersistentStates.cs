using System.Reflection;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Makes the states that a grain's constructor asks for; each is read before the grain is active.</summary>
internal static class PersistentStates
{
    private static readonly MethodInfo CreateTyped = typeof(PersistentStates).GetMethod(nameof(CreateState), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static object Create(Activation activation, Type parameterType, PersistentStateAttribute attribute)
    {
        if (!parameterType.IsGenericType || parameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new ArgumentException($"A [PersistentState] parameter of {activation.GrainId.Type} has type {parameterType}; it must be IPersistentState<T>.");
        return CreateTyped.MakeGenericMethod(parameterType.GetGenericArguments()).CreateDelegate<Func<Activation, string, string?, object>>()(activation, attribute.StateName, attribute.StorageName);
    }

    private static object CreateState<T>(Activation activation, string stateName, string? storageName)
    {
        var storage = string.IsNullOrWhiteSpace(storageName)
            ? activation.ActivationServices.GetService<IGrainStorage>()
            : activation.ActivationServices.GetKeyedService<IGrainStorage>(storageName);
        if (storage is null)
        {
            throw new BadProviderConfigException(string.IsNullOrEmpty(storageName)
                ? $"No default storage provider found loading grain type {activation.GrainId.Type}."
                : $"No storage provider named \"{storageName}\" found loading grain type {activation.GrainId.Type}.");
        }

        var state = new StoredState<T>(stateName, activation.GrainId, storage);
        activation.ReadFirst(_ => state.ReadStateAsync());
        return state;
    }

    private sealed class StoredState<T>(string name, GrainId grain, IGrainStorage storage) : IPersistentState<T>
    {
        private readonly GrainState<T> _state = new() { State = NewValue() };

        public T State
        {
            get => _state.State!;
            set => _state.State = value;
        }

        public string? Etag => _state.ETag;

        public bool RecordExists => _state.RecordExists;

        public Task WriteStateAsync(CancellationToken cancellationToken) => storage.WriteStateAsync(name, grain, _state);

        public async Task ReadStateAsync()
        {
            await storage.ReadStateAsync(name, grain, _state);
            _state.State ??= NewValue();
        }

        public async Task ClearStateAsync()
        {
            await storage.ClearStateAsync(name, grain, _state);
            _state.State ??= NewValue();
        }

        private static T NewValue() =>
            typeof(T).IsValueType || typeof(T).IsArray || typeof(T).GetConstructor(Type.EmptyTypes) is null ? default! : Activator.CreateInstance<T>();
    }
}
