using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Telemetry;

namespace Reception.Gateway.Auth;

/// <summary>Reads <c>Authorization: Bearer</c>: the administrators' token, that of the operator's programs or of whoever scrapes metrics, or one that the gateway signed. Customers' identities are for sockets.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> scheme, ILoggerFactory logs, UrlEncoder encoder, SignedTokens tokens, IOptions<GatewayOptions> gateway)
    : AuthenticationHandler<AuthenticationSchemeOptions>(scheme, logs, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0) return Task.FromResult(AuthenticateResult.NoResult());
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "";
        var subject = Read(token, out var error);
        if (subject is null)
        {
            Context.Features.Set(error ?? ErrorCodes.BadToken);
            return Task.FromResult(AuthenticateResult.Fail((error ?? ErrorCodes.BadToken).Code));
        }
        Context.Features.Set(subject);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, Words.Of(subject.Role)), new Claim(ClaimTypes.NameIdentifier, subject.Subject)], Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AccessAnswers.WriteAsync(Context, ErrorCodes.Unauthenticated);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessAnswers.WriteAsync(Context, ErrorCodes.WrongRole);

    private TokenSubject? Read(string token, out RefusalCode? error)
    {
        error = ErrorCodes.BadToken;
        if (token.Length is 0 or > Limits.TokenLength) return null;
        if (Scraping.IsToken(token, gateway.Value.AdminToken)) return new TokenSubject(Role.Admin, "admin", [], DateTimeOffset.MaxValue);
        if (Scraping.IsToken(token, gateway.Value.OperationsToken)) return new TokenSubject(Role.Operations, "operations", [], DateTimeOffset.MaxValue);
        return Scraping.IsToken(token, gateway.Value.MetricsToken) ? new TokenSubject(Role.Metrics, "metrics", [], DateTimeOffset.MaxValue) : tokens.Read(token, out error);
    }
}
