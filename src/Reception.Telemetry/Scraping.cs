using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Reception.Telemetry;

/// <summary>Who may read a process's metrics: whoever has the token; from this machine anybody, if the operator says so.</summary>
public static class Scraping
{
    /// <summary>Where every process answers.</summary>
    public const string Path = "/metrics";

    /// <summary>Compares in a time that tells nothing about the token: digests have one length.</summary>
    public static bool IsToken(string given, string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>True for a caller on this machine that came without a proxy in between, which would make strangers look like neighbours.</summary>
    public static bool IsNeighbour(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
}
