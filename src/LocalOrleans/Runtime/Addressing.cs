// The programming model's namespaces begin here; see docs/architecture.md for what LocalOrleans is and what it leaves out.
namespace Orleans.Runtime
{
    /// <summary>Anything that can be called by reference: a grain or an observer.</summary>
    public interface IAddressable;
}

namespace Orleans.Concurrency
{
    [System.AttributeUsage(System.AttributeTargets.Method)]
    public sealed class ReadOnlyAttribute : System.Attribute;
}

namespace Orleans
{
    using Orleans.Runtime;

    /// <summary>Marks a grain interface.</summary>
    public interface IGrain : IAddressable;

    public interface IGrainWithStringKey : IGrain;

    public interface IGrainWithIntegerKey : IGrain;

    public interface IGrainObserver : IAddressable;

    [System.AttributeUsage(System.AttributeTargets.Class | System.AttributeTargets.Struct | System.AttributeTargets.Property | System.AttributeTargets.Field | System.AttributeTargets.Parameter)]
    public sealed class ImmutableAttribute : System.Attribute;

    [System.AttributeUsage(System.AttributeTargets.Class | System.AttributeTargets.Struct | System.AttributeTargets.Enum)]
    public sealed class GenerateSerializerAttribute : System.Attribute;

    [System.AttributeUsage(System.AttributeTargets.Property | System.AttributeTargets.Field)]
    public sealed class IdAttribute(uint id) : System.Attribute
    {
        public uint Id { get; } = id;
    }
}

namespace Orleans.Hosting
{
    /// <summary>Configures a silo.</summary>
    public interface ISiloBuilder;
}
