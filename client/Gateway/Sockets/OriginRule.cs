using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Reception.Gateway.Sockets;

/// <summary>
/// Which pages may connect: none named (not a browser), the gateway's own, and those that are listed. A browser always names
/// the page's origin and no page can change it.
/// </summary>
internal static class OriginRule
{
    public static bool Allows(HttpRequest request, IEnumerable<string>? listed)
    {
        var header = request.Headers.Origin;
        if (StringValues.IsNullOrEmpty(header)) return true;
        if (header.Count != 1) return false;
        return IsOwn(request, header[0]!) || listed?.Contains(header[0], StringComparer.OrdinalIgnoreCase) == true;
    }

    /// <summary>Scheme, host and port of the page are the ones it was served under.</summary>
    public static bool IsOwn(HttpRequest request, string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
