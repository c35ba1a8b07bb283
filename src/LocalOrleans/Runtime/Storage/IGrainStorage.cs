namespace Orleans.Runtime
{
    /// <summary>A stored state of a grain; read before the grain is active.</summary>
    public interface IPersistentState<TState>
    {
        /// <summary>The value in memory; stored by <see cref="WriteStateAsync"/>.</summary>
        TState State { get; set; }

        /// <summary>The stored version; null if none.</summary>
        string? Etag { get; }

        /// <summary>Whether something is stored.</summary>
        bool RecordExists { get; }

        /// <summary>Deletes; <see cref="InconsistentStateException"/> if another version is stored.</summary>
        Task ClearStateAsync();

        /// <summary>Stores; <see cref="InconsistentStateException"/> if another version is stored.</summary>
        Task WriteStateAsync(CancellationToken cancellationToken = default);

        /// <summary>Reads again.</summary>
        Task ReadStateAsync();
    }

    /// <summary>Asks for a state in a grain's constructor.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        /// <summary>The state's name.</summary>
        public string StateName { get; } = stateName;

        /// <summary>The storage; null for the default one.</summary>
        public string? StorageName { get; } = storageName;
    }
}

namespace Orleans
{
    /// <summary>A state on its way to or from storage.</summary>
    public interface IGrainState<T>
    {
        /// <summary>The value.</summary>
        T? State { get; set; }

        /// <summary>The stored version.</summary>
        string? ETag { get; set; }

        /// <summary>Whether something is stored.</summary>
        bool RecordExists { get; set; }
    }

    /// <summary>A state on its way to or from storage.</summary>
    public sealed class GrainState<T>(T? state, string? eTag = null) : IGrainState<T>
    {
        /// <summary>Nothing yet.</summary>
        public GrainState() : this(default) { }

        /// <inheritdoc/>
        public T? State { get; set; } = state;

        /// <inheritdoc/>
        public string? ETag { get; set; } = eTag;

        /// <inheritdoc/>
        public bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>Stores grain states, each write conditional on the version read.</summary>
    public interface IGrainStorage
    {
        /// <summary>Reads into <paramref name="grainState"/>.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Writes; <see cref="InconsistentStateException"/> if another version is stored.</summary>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Deletes; <see cref="InconsistentStateException"/> if another version is stored.</summary>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
    }

    /// <summary>A storage that is asked for is not there.</summary>
    public sealed class BadProviderConfigException(string msg) : OrleansException(msg);

    /// <summary>Another version is stored than the one that was read.</summary>
    public class InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException) : OrleansException(errorMsg, storageException!)
    {
        /// <summary>With the versions.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : this(errorMsg, storedEtag, currentEtag, null) { }

        /// <summary>With a text.</summary>
        public InconsistentStateException(string message) : this(message, null, null) { }

        /// <summary>The version in the store.</summary>
        public string? StoredEtag { get; } = storedEtag;

        /// <summary>The version the writer knew.</summary>
        public string? CurrentEtag { get; } = currentEtag;

        /// <inheritdoc/>
        public override string ToString() => $"InconsistentStateException: {Message} Expected Etag={StoredEtag} Received Etag={CurrentEtag} {InnerException}";
    }
}
