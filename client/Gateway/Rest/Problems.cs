using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Reception.Gateway.Hosting;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Refusals as <c>application/problem+json</c>.</summary>
internal static class Problems
{
    private const int MaxErrors = 1_000;

    /// <summary>A refusal; <paramref name="errors"/> says everything that is wrong, at most 1,000 lines.</summary>
    public static IResult Of(RefusalCode code, string? detail = null, IEnumerable<string>? errors = null, int? retryAfterMs = null) => new Problem(code, detail, errors?.Take(MaxErrors).ToArray(), retryAfterMs);

    private sealed class Problem(RefusalCode code, string? detail, string[]? errors, int? retryAfterMs) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.RequestServices.GetService<GatewayInstruments>()?.OnRequestRefused(code);
            context.Response.StatusCode = code.Status;
            if (retryAfterMs is { } wait) context.Response.Headers.RetryAfter = ((wait + 999) / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var document = new ProblemDocument(
                code.Message, code.Status, code.Code, detail ?? code.Message, code.Advice, errors, retryAfterMs, code.Status >= 500 ? Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier : null);
            return context.Response.WriteAsJsonAsync(document, RestWire.Json.ProblemDocument, "application/problem+json", context.RequestAborted);
        }
    }
}
