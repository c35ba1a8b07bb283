namespace Reception.Clustering.Link;

/// <summary>
/// The store process did not answer: it is not there, the link broke, it took too long or it refused for now. Retryable; whether a
/// change was made is open, read again.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store process failed at one call for a reason of its own; the text is the store's.</summary>
public sealed class StoreCallException(string message) : Exception(message);
