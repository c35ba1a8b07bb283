namespace Reception.Contracts;

/// <summary>The store behind a grain cannot be reached now. Nothing is wrong with the call: try again, with the same ids.</summary>
[GenerateSerializer]
public sealed class UnavailableException(string message) : Exception(message);
