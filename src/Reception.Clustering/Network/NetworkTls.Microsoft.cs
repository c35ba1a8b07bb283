using Orleans.Connections.Security;

namespace Reception.Clustering.Network;

/// <summary>The settings of TLS, the same for silos and clients: both sides show a certificate of the same authority and name.</summary>
public static class NetworkTls
{
    public static void Apply(TlsOptions tls, NetworkOptions network)
    {
        var (name, authorities) = (network.CertificateName!, network.Authority is { } file ? NetworkCertificates.LoadAuthorities(file) : null);
        tls.LocalCertificate = NetworkCertificates.LoadOwn(network);
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (certificate, _, errors) => NetworkCertificates.IsTrusted(certificate, errors, name, authorities);
        tls.OnAuthenticateAsClient = (_, options) => options.TargetHost = name;
    }
}
