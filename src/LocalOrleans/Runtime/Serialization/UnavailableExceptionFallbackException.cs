namespace Orleans.Serialization;

/// <summary>Stands for an exception of a type that is not known in this process: message, stack and cause are the original's.</summary>
public sealed class UnavailableExceptionFallbackException : Exception
{
    /// <summary>The original's type.</summary>
    public string? ExceptionType { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => $"Unknown exception of type {ExceptionType}: {base.ToString()}";
}
