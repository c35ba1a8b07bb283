using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Reception.Gateway.Auth;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Rest;

/// <summary>Requests per token, or per address where there is none; visitor tokens per address. Sockets and health have bounds of their own.</summary>
internal sealed class RateLimits(IOptions<GatewayOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    public const string VisitorTokens = "visitor-tokens";

    public void Configure(RateLimiterOptions limiter)
    {
        var rest = options.Value.Rest;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? RateLimitPartition.GetTokenBucketLimiter(Caller(context), _ => Bucket(rest.PerSecond, rest.Burst))
            : RateLimitPartition.GetNoLimiter(""));
        limiter.AddPolicy(VisitorTokens, context => RateLimitPartition.GetTokenBucketLimiter(Address(context), _ => Bucket(rest.VisitorTokensPerSecond, rest.VisitorTokenBurst)));
        limiter.OnRejected = static async (rejected, _) => await Problems.Of(ErrorCodes.RateLimited, retryAfterMs: RetryAfter(rejected.Lease)).ExecuteAsync(rejected.HttpContext);
    }

    private static string Caller(HttpContext context) => context.Features.Get<TokenSubject>() is { } subject ? $"{subject.Role}:{subject.Subject}" : Address(context);

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static int RetryAfter(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalMilliseconds) : 1_000;

    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}
