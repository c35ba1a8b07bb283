using Azure.Core;

namespace Reception.Storage.Azure.Client;

/// <summary>
/// One storage account: where its services are and how callers prove who they are. Exactly one of a shared key, a shared access
/// signature and a token credential. Secrets are never part of <see cref="ToString"/>.
/// </summary>
public sealed class StorageAccount
{
    private const string EmulatorName = "devstoreaccount1";

    // Public and the same for every emulator: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private StorageAccount(string name, Uri blobs, Uri tables) => (Name, Blobs, Tables) = (name, blobs, tables);

    /// <summary>The account's name; part of what a shared key signs.</summary>
    public string Name { get; }

    /// <summary>The blob service, without a slash at its end.</summary>
    public Uri Blobs { get; }

    /// <summary>The table service, without a slash at its end.</summary>
    public Uri Tables { get; }

    internal byte[]? Key { get; private init; }

    internal string? Signature { get; private init; }

    internal TokenCredential? Token { get; private init; }

    /// <summary>Throws <see cref="ArgumentException"/> on a key that is not Base64.</summary>
    public static StorageAccount WithKey(string name, Uri blobs, Uri tables, string key)
    {
        try
        {
            return new StorageAccount(name, Trim(blobs), Trim(tables)) { Key = Convert.FromBase64String(key) };
        }
        catch (FormatException)
        {
            throw new ArgumentException("An account key is Base64.", nameof(key));
        }
    }

    /// <summary>A shared access signature: the query part of its address, with or without the question mark.</summary>
    public static StorageAccount WithSignature(string name, Uri blobs, Uri tables, string signature)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(signature);
        return new StorageAccount(name, Trim(blobs), Trim(tables)) { Signature = signature.TrimStart('?') };
    }

    /// <summary>Microsoft Entra ID. Only over https: a token is as good as a key while it lasts.</summary>
    public static StorageAccount WithToken(string name, Uri blobs, Uri tables, TokenCredential token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (blobs.Scheme != Uri.UriSchemeHttps || tables.Scheme != Uri.UriSchemeHttps) throw new ArgumentException("A token is sent over https only.", nameof(blobs));
        return new StorageAccount(name, Trim(blobs), Trim(tables)) { Token = token };
    }

    /// <summary>The usual addresses of an account of the public cloud.</summary>
    public static StorageAccount WithToken(string name, TokenCredential token) =>
        WithToken(name, new Uri($"https://{name}.blob.core.windows.net"), new Uri($"https://{name}.table.core.windows.net"), token);

    /// <summary>
    /// Azure's connection strings, with <c>UseDevelopmentStorage=true</c> for an emulator on its default ports. Throws
    /// <see cref="ArgumentException"/> that names what is missing and never repeats the text.
    /// </summary>
    public static StorageAccount Parse(string connectionString)
    {
        var parts = Parts(connectionString);
        if (parts.TryGetValue("UseDevelopmentStorage", out var emulator) && bool.TryParse(emulator, out var isEmulator) && isEmulator)
            return WithKey(EmulatorName, new Uri($"http://127.0.0.1:10000/{EmulatorName}"), new Uri($"http://127.0.0.1:10002/{EmulatorName}"), EmulatorKey);
        var name = parts.GetValueOrDefault("AccountName");
        var blobs = Endpoint(parts, name, "Blob");
        var tables = Endpoint(parts, name, "Table");
        if (parts.TryGetValue("SharedAccessSignature", out var signature)) return WithSignature(name ?? blobs.Host.Split('.')[0], blobs, tables, signature);
        if (name is null) throw new ArgumentException("The connection string names no AccountName.", nameof(connectionString));
        return parts.TryGetValue("AccountKey", out var key) ? WithKey(name, blobs, tables, key)
            : throw new ArgumentException("The connection string has neither AccountKey nor SharedAccessSignature.", nameof(connectionString));
    }

    public override string ToString() => $"{Name} at {Blobs.Authority}";

    private static Dictionary<string, string> Parts(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new ArgumentException("A connection string is name=value;name=value.", nameof(text));
            parts[part[..equals]] = part[(equals + 1)..];
        }
        return parts;
    }

    private static Uri Endpoint(Dictionary<string, string> parts, string? name, string service)
    {
        if (parts.TryGetValue($"{service}Endpoint", out var address))
            return Uri.TryCreate(address, UriKind.Absolute, out var given) ? given : throw new ArgumentException($"The connection string's {service}Endpoint is no address.", nameof(parts));
        if (name is null) throw new ArgumentException($"The connection string has neither AccountName nor {service}Endpoint.", nameof(parts));
        var scheme = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        return new Uri($"{scheme}://{name}.{service.ToLowerInvariant()}.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}");
    }

    private static Uri Trim(Uri address) => new(address.AbsoluteUri.TrimEnd('/'));
}
