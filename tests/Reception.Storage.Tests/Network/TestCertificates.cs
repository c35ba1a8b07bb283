using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reception.Storage.Tests.Network;

/// <summary>An authority and a certificate of a name, made for one test, as PEM files in a folder of its own.</summary>
internal sealed class TestCertificates : IDisposable
{
    public const string Name = "silo.reception.test";
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reception-certificates-");

    public TestCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Reception test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var authority = request.CreateSelfSigned(From, From.AddDays(3));
        File.WriteAllText(Authority, authority.ExportCertificatePem());
        Issue(authority);
    }

    public string Authority => Path.Combine(_folder.FullName, "authority.pem");

    public string Certificate => Path.Combine(_folder.FullName, "silo.pem");

    public void Dispose() => _folder.Delete(recursive: true);

    private void Issue(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var certificate = request.Create(authority, From, From.AddDays(2), [1, 2, 3, 4]);
        File.WriteAllText(Certificate, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
    }
}
