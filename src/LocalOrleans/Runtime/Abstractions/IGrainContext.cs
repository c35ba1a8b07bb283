namespace Orleans.Runtime;

/// <summary>One life of a grain in memory: its name, its instance, its services, its end.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>A reference to this grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain's name.</summary>
    GrainId GrainId { get; }

    /// <summary>The object that runs the turns; null before it is made.</summary>
    object? GrainInstance { get; }

    /// <summary>This life's name.</summary>
    ActivationId ActivationId { get; }

    /// <summary>Where it lives.</summary>
    GrainAddress Address { get; }

    /// <summary>The scope whose services the grain was built from.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when this life has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Ends this life after the calls that are running; waiting calls go to the next life.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>Where the running thread is: inside a grain's turn or not.</summary>
public static class RuntimeContext
{
    [ThreadStatic]
    private static IGrainContext? s_current;

    /// <summary>The grain whose turn runs on this thread; null outside of grains.</summary>
    public static IGrainContext? Current
    {
        get => s_current;
        internal set => s_current = value;
    }
}
