namespace LocalOrleans;

/// <summary>Makes references for a silo or a client.</summary>
internal sealed class GrainFactory(CallRuntime runtime, IServiceProvider services) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public T GetGrain<T>(long primaryKey) where T : IGrainWithIntegerKey => Make<T>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey));

    public T GetGrain<T>(string primaryKey) where T : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Make<T>(IdSpan.Create(primaryKey));
    }

    public T GetGrain<T>(GrainId grainId) where T : IAddressable => (T)(object)runtime.CreateReference(grainId, typeof(T));

    public T CreateObjectReference<T>(IGrainObserver obj) where T : IGrainObserver => (T)(object)runtime.Observers.Add(obj, typeof(T));

    public void DeleteObjectReference<T>(IGrainObserver obj) where T : IGrainObserver => runtime.Observers.Remove(obj);

    private T Make<T>(IdSpan key) => (T)(object)runtime.CreateReference(new GrainId(runtime.GrainTypes.Resolve(typeof(T)), key), typeof(T));
}
