using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Auth;

/// <summary>Authentication, a role and a shop on every route: a route that forgets one fails here, and answers nobody.</summary>
public sealed class RouteAccessTests
{
    private static readonly string[] Public =
    [
        "/", "/api/v1/shops/{shop}/visitor-tokens", "/demo/session", "/demo/{file?}", "/health/live", "/health/ready",
        "/openapi/{documentName}.json", "/ws/v1/agent", "/ws/v1/customer", "/ws/v1/supervisor",
    ];

    [Fact]
    public async Task Routes_WithoutAToken_AreTheOnesListedHere()
    {
        await using var host = await GatewayHost.StartAsync();

        var open = Routes(host).Where(route => route.Metadata.GetMetadata<PublicAccess>() is not null).Select(Pattern).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Public.Order(StringComparer.Ordinal), open);
    }

    [Fact]
    public async Task Routes_AllOthers_HaveARoleAndAShop()
    {
        await using var host = await GatewayHost.StartAsync();
        foreach (var route in Routes(host).Where(route => route.Metadata.GetMetadata<PublicAccess>() is null))
        {
            var access = route.Metadata.GetMetadata<RouteAccess>();
            Assert.True(access is not null && access.Roles != Role.None, $"{route.DisplayName} has no role.");
            Assert.True(route.Metadata.GetOrderedMetadata<AuthorizationPolicy>().Any(policy => policy.Requirements.Contains(access)), $"{route.DisplayName} does not check its role.");
            Assert.True(route.Metadata.GetMetadata<IAllowAnonymous>() is null, $"{route.DisplayName} lets anybody in.");
            var hasShop = Pattern(route).Contains("{shop}", StringComparison.Ordinal);
            Assert.True(access.Shop == ShopCheck.Route == hasShop, $"{route.DisplayName} does not check its shop.");
            if (access.Shop == ShopCheck.EveryShop) Assert.Equal(Role.Admin, access.Roles);
            if (access.Shop == ShopCheck.Process) Assert.Equal(Role.Admin | Role.Metrics, access.Roles);
        }
    }

    [Fact]
    public async Task Routes_OfREST_RefuseEveryWrongToken()
    {
        await using var host = await GatewayHost.StartAsync(options => (options.Rest.Burst, options.Rest.PerSecond) = (100_000, 100_000));
        foreach (var route in Routes(host).Where(route => route.Metadata.GetMetadata<RouteAccess>() is not null))
        {
            var access = route.Metadata.GetMetadata<RouteAccess>()!;
            var method = new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            var path = Pattern(route).Replace("{shop}", "demo", StringComparison.Ordinal).Replace("{agent}", "anna", StringComparison.Ordinal).Replace("{queue}", "main", StringComparison.Ordinal)
                .Replace("{channel}", "web", StringComparison.Ordinal).Replace("{customer}", "v-1", StringComparison.Ordinal);
            Assert.Equal((401, "unauthenticated"), await AskAsync(host, method, path, null));
            Assert.Equal((401, "bad-token"), await AskAsync(host, method, path, "nonsense"));
            Assert.Equal((403, "wrong-role"), await AskAsync(host, method, path, host.Visitor("v-9")));
            foreach (var role in new[] { Role.Agent, Role.Supervisor })
            {
                var expected = access.Roles.HasFlag(role) ? access.Shop == ShopCheck.Route ? (403, "wrong-shop") : (404, "unknown-agent") : (403, "wrong-role");
                var body = method == HttpMethod.Get ? null : new StringContent("{\"intent\":\"away\"}", System.Text.Encoding.UTF8, route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json");
                Assert.Equal(expected, await AskAsync(host, method, path, host.Token(role, "stranger", "other"), body));
            }
        }
    }

    [Fact]
    public async Task Route_ThatForgetsItsAccess_AnswersNobody()
    {
        await using var host = await GatewayHost.StartAsync();
        host.App.MapGet("/forgotten", () => "secret");

        Assert.Equal(403, (await host.SendAsync(HttpMethod.Get, "/forgotten", GatewayHost.Admin)).Status);
    }

    private static async Task<(int, string?)> AskAsync(GatewayHost host, HttpMethod method, string path, string? token, HttpContent? body = null)
    {
        var answer = await host.SendAsync(method, path, token, body);
        return (answer.Status, answer.Code);
    }

    private static IEnumerable<RouteEndpoint> Routes(GatewayHost host) => host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string Pattern(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');
}
