using Orleans;
using Orleans.Core;
using Orleans.Runtime;

namespace LocalOrleans;

/// <summary>Makes references for a silo or a client.</summary>
internal sealed class GrainFactory(CallRuntime runtime, IServiceProvider services) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public T GetGrain<T>(Guid primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithGuidKey => Make<T>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(long primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithIntegerKey => Make<T>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithStringKey => Make<T>(TextKey(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null) where T : IGrainWithGuidCompoundKey =>
        Make<T>(GrainIdKeyExtensions.CreateGuidKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public T GetGrain<T>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null) where T : IGrainWithIntegerCompoundKey =>
        Make<T>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => Make(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => Make(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => Make(grainInterfaceType, TextKey(grainPrimaryKey), null);

    public T GetGrain<T>(GrainId grainId) where T : IAddressable => (T)(object)runtime.CreateReference(grainId, typeof(T));

    public IAddressable GetGrain(GrainId grainId) => new UntypedReference(new GrainReferenceArguments(grainId, runtime));

    public T CreateObjectReference<T>(IGrainObserver obj) where T : IGrainObserver => (T)(object)runtime.Observers.Add(obj, typeof(T));

    public void DeleteObjectReference<T>(IGrainObserver obj) where T : IGrainObserver => runtime.Observers.Remove(obj);

    private static IdSpan TextKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return IdSpan.Create(key);
    }

    private static string Extension(string keyExtension)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyExtension);
        return keyExtension;
    }

    private T Make<T>(IdSpan key, string? prefix) => (T)Make(typeof(T), key, prefix);

    private IGrain Make(Type interfaceType, IdSpan key, string? prefix) =>
        (IGrain)runtime.CreateReference(new GrainId(runtime.GrainTypes.Resolve(interfaceType, prefix), key), interfaceType);
}

/// <summary>What grains may ask of their silo.</summary>
internal sealed class GrainRuntime(SiloRuntime silo, IGrainFactory factory, IServiceProvider services) : IGrainRuntime
{
    public string SiloIdentity => SiloAddress.ToString();

    public SiloAddress SiloAddress => silo.Details.SiloAddress;

    public IGrainFactory GrainFactory => factory;

    public IServiceProvider ServiceProvider => services;

    public TimeProvider TimeProvider { get; } = RuntimeServices.Clock(services, TimeProviderNames.Grains);

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => ((Activation)grainContext).DelayDeactivation(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext) => PersistentStates.CreateStorage<TGrainState>(grainContext, "state", null);
}
