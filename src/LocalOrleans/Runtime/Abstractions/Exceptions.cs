namespace Orleans.Runtime;

/// <summary>The base of what the runtime throws.</summary>
public class OrleansException : Exception
{
    /// <summary>Without a text.</summary>
    public OrleansException() : base("Unexpected error.") { }

    /// <summary>With a text.</summary>
    public OrleansException(string message) : base(message) { }

    /// <summary>With a text and a cause.</summary>
    public OrleansException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>A message was refused before it reached a grain.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message) : base(message) { }

    internal OrleansMessageRejectionException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>The silo that should have served the call is gone or going; trying again is safe only for calls that may run twice.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>Without a text.</summary>
    public SiloUnavailableException() : base("Silo unavailable") { }

    /// <summary>With a text.</summary>
    public SiloUnavailableException(string msg) : base(msg) { }

    /// <summary>With a text and a cause.</summary>
    public SiloUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>The client that hosts an observer is not connected.</summary>
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(GrainId clientId) : base($"No activation for client {clientId}") { }
}

/// <summary>The configuration cannot work.</summary>
public sealed class OrleansConfigurationException : Exception
{
    /// <summary>With a text.</summary>
    public OrleansConfigurationException(string message) : base(message) { }

    /// <summary>With a text and a cause.</summary>
    public OrleansConfigurationException(string message, Exception innerException) : base(message, innerException) { }
}
