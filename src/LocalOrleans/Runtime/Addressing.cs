// The programming model's namespaces begin here; see docs/architecture.md for what LocalOrleans is and what it leaves out.
namespace Orleans.Runtime
{
    /// <summary>Anything that can be called by reference: a grain or an observer.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Marks a grain interface.</summary>
    public interface IGrain : Orleans.Runtime.IAddressable;
}

namespace Orleans.Hosting
{
    /// <summary>Configures a silo.</summary>
    public interface ISiloBuilder;
}
