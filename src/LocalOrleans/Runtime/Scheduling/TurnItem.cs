namespace LocalOrleans;

/// <summary>Something a grain runs as a unit with a beginning and an end: a call or a timer's tick.</summary>
public abstract class TurnItem
{
    /// <summary>The next one that waits at the same activation; owned by the activation.</summary>
    internal TurnItem? Next { get; set; }

    /// <summary>Where it runs; set when it begins.</summary>
    internal Activation? Activation { get; set; }

    internal abstract CallOptions Options { get; }

    /// <summary>Whether it counts as use when idleness is measured.</summary>
    internal virtual bool KeepsAlive => true;

    /// <summary>The values that travel with the call.</summary>
    internal Dictionary<string, object>? Context { get; set; }

    /// <summary>Begins to run on the activation's turn and calls <see cref="Activation.Finish"/>, at once or in a later turn.</summary>
    internal abstract void Run(object target);

    /// <summary>It will never run: tells whoever waits.</summary>
    internal abstract void Reject(Exception exception);

    /// <summary>The activation it was sent to has ended before it began.</summary>
    internal abstract void Redirect();
}
