using Microsoft.AspNetCore.Http;
using Reception.Gateway.Rest;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Auth;

/// <summary>The answer to a request without a token, with a wrong one, or with one that may not.</summary>
internal static class AccessAnswers
{
    /// <summary>Writes the reason that was left in the request, or else <paramref name="otherwise"/>.</summary>
    public static Task WriteAsync(HttpContext context, RefusalCode otherwise)
    {
        var code = context.Features.Get<RefusalCode>() ?? otherwise;
        if (code.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(code).ExecuteAsync(context);
    }
}
