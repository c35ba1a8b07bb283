using System.Net;

namespace Reception.Clustering.Network;

/// <summary>What the runtime that this process was built with can do beyond one machine.</summary>
[Flags]
public enum NetworkAbilities
{
    /// <summary>One machine, loopback.</summary>
    None = 0,
    /// <summary>Other addresses than loopback, TLS.</summary>
    Machines = 1,
    /// <summary>Membership in Azure tables (built with ReceptionAzure).</summary>
    Azure = 2,
    /// <summary>The dashboard of Microsoft Orleans (built with ReceptionDashboard).</summary>
    Dashboard = 4,
}

/// <summary>
/// The cluster's names and the way between its machines; configuration section <c>Reception:Network</c>, the same for silos and
/// gateways. Everything but the two names needs the <c>Microsoft</c> runtime.
/// </summary>
public sealed class NetworkOptions
{
    public const string Section = "Reception:Network";

    /// <summary>Silos and clients with the same id are one cluster. Default <c>reception</c>; 1 to 100 characters.</summary>
    public string ClusterId { get; set; } = "reception";

    /// <summary>Stays the same over deployments, where the cluster id may change. Default <c>reception</c>; 1 to 100 characters.</summary>
    public string ServiceId { get; set; } = "reception";

    /// <summary>The IP address at which other machines reach this silo. Null: loopback. Anything but loopback needs <see cref="Certificate"/>.</summary>
    public string? Advertise { get; set; }

    /// <summary>The IP address that the silo listens on, for example 0.0.0.0 in a container. Null: <see cref="Advertise"/>.</summary>
    public string? Listen { get; set; }

    /// <summary>A file with this process's certificate: PEM, or PKCS#12 (.pfx, .p12) with its key. All traffic of Orleans then is TLS, both sides known.</summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM file of the key. Null: it stands in <see cref="Certificate"/>.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>The password of a PKCS#12 file.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>The name in the certificates of the others. Needed with <see cref="Certificate"/>.</summary>
    public string? CertificateName { get; set; }

    /// <summary>A PEM file with the authority that signed the certificates of silos and gateways. Null: those the machine trusts.</summary>
    public string? Authority { get; set; }

    /// <summary>Azure tables for the membership: the account's table endpoint (https://…, signed in to as the machine's identity) or a connection string.</summary>
    public string? AzureTables { get; set; }

    /// <summary>The dashboard of Microsoft Orleans under <c>/orleans</c> of a process that is silo and gateway, for administrators. Default no.</summary>
    public bool Dashboard { get; set; }

    /// <summary>All that is wrong, in words that say what to do; empty when the process may start.</summary>
    public IReadOnlyList<string> Validate(NetworkAbilities can)
    {
        var errors = new List<string>();
        CheckName(errors, nameof(ClusterId), ClusterId);
        CheckName(errors, nameof(ServiceId), ServiceId);
        foreach (var (name, value, needs, how) in Beyond())
        {
            if (value && !can.HasFlag(needs)) errors.Add($"{Section}:{name} needs {how}.");
        }
        if (errors.Count > 0 || !can.HasFlag(NetworkAbilities.Machines)) return errors;
        CheckAddresses(errors);
        if (Certificate is not null) NetworkCertificates.Check(this, errors);
        return errors;
    }

    private IEnumerable<(string Name, bool IsSet, NetworkAbilities Needs, string How)> Beyond()
    {
        const string Microsoft = "the Microsoft runtime (build with -p:OrleansRuntime=Microsoft); Local is one machine, loopback only, in the clear";
        yield return (nameof(Advertise), Advertise is not null && !IsLoopback(Advertise), NetworkAbilities.Machines, Microsoft);
        yield return (nameof(Listen), Listen is not null && !IsLoopback(Listen), NetworkAbilities.Machines, Microsoft);
        yield return (nameof(Certificate), Certificate is not null, NetworkAbilities.Machines, Microsoft);
        yield return (nameof(AzureTables), AzureTables is not null, NetworkAbilities.Azure, "the Microsoft runtime built with -p:OrleansRuntime=Microsoft -p:ReceptionAzure=true");
        yield return (nameof(Dashboard), Dashboard, NetworkAbilities.Dashboard, "the Microsoft runtime built with -p:OrleansRuntime=Microsoft -p:ReceptionDashboard=true");
    }

    private void CheckAddresses(List<string> errors)
    {
        foreach (var (name, value) in new[] { (nameof(Advertise), Advertise), (nameof(Listen), Listen) })
        {
            if (value is not null && !IPAddress.TryParse(value, out _)) errors.Add($"{Section}:{name} '{value}' is no IP address.");
            else if (value is not null && !IsLoopback(value) && Certificate is null) errors.Add($"{Section}:{name} {value} is not loopback; give {Section}:Certificate, nothing goes between machines in the clear.");
        }
        if (Listen is not null && Advertise is null) errors.Add($"{Section}:Listen is given without {Section}:Advertise; say at which address the others reach this silo.");
    }

    private static void CheckName(List<string> errors, string name, string value)
    {
        if (value is not { Length: > 0 and <= 100 }) errors.Add($"{Section}:{name} has to have 1 to 100 characters.");
    }

    private static bool IsLoopback(string address) => IPAddress.TryParse(address, out var ip) && IPAddress.IsLoopback(ip);
}
