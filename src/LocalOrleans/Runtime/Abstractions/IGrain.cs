namespace Orleans.Runtime
{
    /// <summary>Anything that can be called by reference: a grain or an observer.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Marks a grain interface.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain named by text.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain named by a 64-bit number.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>Marks the interface of an object that grains may call back; the runtime holds the object weakly.</summary>
    public interface IGrainObserver : IAddressable;
}
