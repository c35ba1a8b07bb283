namespace Reception.Silo.Storage.Azurite;

/// <summary>Azurite cannot be had; the message says what is missing and what to do.</summary>
internal sealed class AzuriteException(string message) : Exception(message);
