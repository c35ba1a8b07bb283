using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reception.Client;
using Reception.Gateway.Admission;
using Reception.Gateway.Auth;
using Reception.Gateway.Hosting;
using Reception.Gateway.Rest;
using Reception.Gateway.Shops;
using Reception.Gateway.Sockets;

namespace Reception.Gateway;

/// <summary>
/// The gateway as part of a process that has an <see cref="IClusterClient"/>. Settings come from the section <c>Reception</c>;
/// <c>configure</c> runs after it.
/// </summary>
public static class GatewayServices
{
    private static readonly TimeSpan ShutdownMargin = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddReceptionGateway(this IServiceCollection services, Action<GatewayOptions>? configure = null)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration("Reception").ValidateOnStart();
        if (configure is not null) services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>());
        services.AddReceptionClient();
        services.TryAddSingleton<ITokenKeySource, ConfiguredTokenKeySource>();
        services.TryAddSingleton<SignedTokens>();
        services.TryAddSingleton<IdentityTokens>();
        services.TryAddSingleton<ShopDirectory>();
        services.TryAddSingleton<Doors>();
        services.TryAddSingleton<SocketRegistry>();
        services.TryAddSingleton<AdmissionInstruments>();
        services.TryAddSingleton<OverloadControl>();
        services.TryAddSingleton<Admissions>();
        services.AddHostedService(static provider => provider.GetRequiredService<Admissions>());
        services.AddHostedService<DelayProbe>();
        services.AddMetrics();
        services.TryAddSingleton<GatewayInstruments>();
        services.AddHostedService<Drain>();
        services.AddHostedService<LoadReporter>();
        services.AddOptions<HostOptions>().Configure<IOptions<GatewayOptions>>(static (host, gateway) => host.ShutdownTimeout = gateway.Value.Drain.Grace + ShutdownMargin);
        services.AddAuthentication(AccessRoutes.Scheme).AddScheme<AuthenticationSchemeOptions, TokenHandler>(AccessRoutes.Scheme, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder(AccessRoutes.Scheme).RequireAssertion(IsNoRoute).Build());
        services.AddSingleton<IAuthorizationHandler, AccessHandler>();
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, RateLimits>();
        services.AddRateLimiter(static _ => { });
        services.AddHealthChecks().AddCheck<ClusterCheck>("cluster", tags: [HealthRoutes.Ready]);
        services.TryAddSingleton<ClusterCheck>();
        services.AddOpenApi("v1");
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(Bound);
        return services;
    }

    // A route that forgot to say who may use it answers nobody; what is no route at all goes on to its 404, 405 or 415.
    private static bool IsNoRoute(AuthorizationHandlerContext context) => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;

    private static void Bound(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = OpenFiles.MostConnections; // closed at once beyond it
        kestrel.Limits.MaxRequestBodySize = KnowledgeAccess.MaxFile + 1;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }
}
