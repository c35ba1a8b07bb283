using System.ComponentModel;

namespace Orleans.Runtime
{
    /// <summary>A name that can be called. Two references to one grain are equal.</summary>
    public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
    {
        private protected GrainReference(GrainReferenceArguments arguments)
        {
            GrainId = arguments.GrainId;
            Caller = arguments.Caller;
        }

        /// <summary>The grain's name.</summary>
        public GrainId GrainId { get; }

        internal CallRuntime Caller { get; }

        /// <inheritdoc/>
        public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as GrainReference);

        /// <inheritdoc/>
        public override int GetHashCode() => GrainId.GetHashCode();

        /// <inheritdoc/>
        public override string ToString() => $"GrainReference:{GrainId}";

        /// <summary>Compares names.</summary>
        public static bool operator ==(GrainReference? left, GrainReference? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Compares names.</summary>
        public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);
    }
}

namespace LocalOrleans
{
    /// <summary>What a proxy is made of.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly struct GrainReferenceArguments
    {
        internal GrainReferenceArguments(GrainId grainId, CallRuntime caller)
        {
            GrainId = grainId;
            Caller = caller;
        }

        internal GrainId GrainId { get; }

        internal CallRuntime Caller { get; }
    }

    /// <summary>The base class of generated proxies.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract class GrainProxy(GrainReferenceArguments arguments) : GrainReference(arguments)
    {
        /// <summary>Sends a call whose result the caller awaits.</summary>
        protected Task<TResult> CallAsync<TResult>(GrainCall<TResult> call)
        {
            var answer = call.Expect();
            Caller.Send(this, call);
            return answer;
        }

        /// <summary>Sends a call nobody waits for.</summary>
        protected Task CallOneWay(GrainCall call)
        {
            Caller.Send(this, call);
            return Task.CompletedTask;
        }
    }

    /// <summary>A reference whose interface is not known yet; a cast makes it callable.</summary>
    internal sealed class UntypedReference(GrainReferenceArguments arguments) : GrainReference(arguments), Orleans.IGrain;
}
