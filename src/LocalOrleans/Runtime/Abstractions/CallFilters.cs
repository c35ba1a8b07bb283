using System.Reflection;

namespace Orleans
{
    /// <summary>A call as filters see it.</summary>
    public interface IGrainCallContext
    {
        /// <summary>Incoming: the grain. Outgoing: the reference.</summary>
        object Grain { get; }

        /// <summary>Who calls: a grain or a client.</summary>
        GrainId? SourceId { get; }

        /// <summary>Who is called.</summary>
        GrainId TargetId { get; }

        /// <summary>The interface's name.</summary>
        GrainInterfaceType InterfaceType { get; }

        /// <summary>The interface's full name.</summary>
        string InterfaceName { get; }

        /// <summary>The method's name.</summary>
        string MethodName { get; }

        /// <summary>The method of the interface.</summary>
        MethodInfo InterfaceMethod { get; }

        /// <summary>The result, after <see cref="Invoke"/>; a filter may set it.</summary>
        object? Result { get; set; }

        /// <summary>Goes on to the next filter, at last to the call.</summary>
        Task Invoke();
    }

    /// <summary>A call on its way into a grain.</summary>
    public interface IIncomingGrainCallContext : IGrainCallContext
    {
        /// <summary>The life that is called.</summary>
        IGrainContext TargetContext { get; }
    }

    /// <summary>A call on its way out.</summary>
    public interface IOutgoingGrainCallContext : IGrainCallContext
    {
        /// <summary>The life that calls; null outside of grains.</summary>
        IGrainContext? SourceContext { get; }
    }

    /// <summary>Wraps calls into grains. A grain class that implements it wraps the calls into itself, innermost.</summary>
    public interface IIncomingGrainCallFilter
    {
        /// <summary>Runs around a call; goes on by <see cref="IGrainCallContext.Invoke"/>.</summary>
        Task Invoke(IIncomingGrainCallContext context);
    }

    /// <summary>Wraps calls out of grains and clients.</summary>
    public interface IOutgoingGrainCallFilter
    {
        /// <summary>Runs around a call; goes on by <see cref="IGrainCallContext.Invoke"/>.</summary>
        Task Invoke(IOutgoingGrainCallContext context);
    }
}
