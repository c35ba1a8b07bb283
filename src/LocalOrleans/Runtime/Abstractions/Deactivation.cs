namespace Orleans;

/// <summary>Why a life ended, in Orleans' own codes.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason given.</summary>
    None,

    /// <summary>The silo stops.</summary>
    ShuttingDown,

    /// <summary>Nobody called it for its collection age.</summary>
    ActivationIdle,

    /// <summary>An error left it in an unknown state, such as an inconsistent stored state.</summary>
    ApplicationError,

    /// <summary>It asked for it.</summary>
    ApplicationRequested,

    /// <summary>It moves.</summary>
    Migrating,
}

/// <summary>Why a life ended.</summary>
public readonly struct DeactivationReason
{
    /// <summary>A reason without exception.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text) : this(code, null, text) { }

    /// <summary>A reason with the exception behind it.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Description = text;
        Exception = exception;
    }

    /// <summary>In words.</summary>
    public string Description { get; }

    /// <summary>As a code.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>What was thrown, if anything was.</summary>
    public Exception? Exception { get; }

    /// <inheritdoc/>
    public override string ToString() => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description}. Exception: {Exception}";
}
