using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Reception.Gateway.Rest;

/// <summary>The header <c>If-Match</c>: the version or revision that the caller read.</summary>
internal static class IfMatch
{
    /// <summary>False: it is no number. Null: it was not sent.</summary>
    public static bool TryRead(HttpRequest request, out long? version)
    {
        version = null;
        var header = request.Headers.IfMatch.ToString().Trim('"');
        if (header.Length == 0) return true;
        var valid = long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed);
        version = parsed;
        return valid;
    }
}
