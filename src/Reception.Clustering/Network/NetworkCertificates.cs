using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reception.Clustering.Network;

/// <summary>The certificates of <see cref="NetworkOptions"/>: reading them, and whom they make trusted.</summary>
internal static class NetworkCertificates
{
    /// <summary>Adds every reason why TLS could not begin.</summary>
    public static void Check(NetworkOptions network, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(network.CertificateName)) errors.Add($"{NetworkOptions.Section}:CertificateName is missing; give the name that stands in the certificates of silos and gateways.");
        Try(errors, nameof(network.Certificate), network.Certificate!, () =>
        {
            using var own = LoadOwn(network);
            if (!own.HasPrivateKey) throw new CryptographicException("it has no private key");
        });
        if (network.Authority is { } authority) Try(errors, nameof(network.Authority), authority, () => LoadAuthorities(authority));
    }

    public static X509Certificate2 LoadOwn(NetworkOptions network)
    {
        var file = network.Certificate!;
        if (Path.GetExtension(file).ToLowerInvariant() is ".pfx" or ".p12") return X509CertificateLoader.LoadPkcs12FromFile(file, network.CertificatePassword);
        using var pem = X509Certificate2.CreateFromPemFile(file, network.CertificateKey);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null); // a key that TLS can use on every system
    }

    public static X509Certificate2Collection LoadAuthorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("there is no certificate in it");
    }

    /// <summary>True when the other side's certificate is valid now, signed by one of the authorities and of the given name.</summary>
    public static bool IsTrusted(X509Certificate2 certificate, SslPolicyErrors errors, string name, X509Certificate2Collection? authorities)
    {
        if (!certificate.MatchesHostname(name)) return false;
        if (authorities is null) return (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static void Try(List<string> errors, string name, string file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            errors.Add($"{NetworkOptions.Section}:{name} '{file}' cannot be used: {e.Message}");
        }
    }
}
