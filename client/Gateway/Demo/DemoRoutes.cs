using System.Collections.Frozen;
using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Reception.Client.Hub;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Rest;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Demo;

/// <summary>
/// The one plain demo page: customer and agent side by side. Its files are in the assembly, its content policy lets nothing
/// in from elsewhere, pictures and videos of answers included. Tokens are handed out only where <see cref="GatewayOptions.Demo"/> is set, and only on this machine.
/// </summary>
internal static class DemoRoutes
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string Prefix = "wwwroot/";
    private static readonly FrozenDictionary<string, byte[]> Files = Load();

    public static void MapDemo(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Redirect("/demo/")).IsPublic("a page without data").ExcludeFromDescription();
        routes.MapGet("/demo/{file?}", (string? file, HttpContext context) => Page(file, context)).IsPublic("a page without data").ExcludeFromDescription();
        routes.MapGet("/demo/session", Session).IsPublic("demo only: this machine, and only where the demo is set up").ExcludeFromDescription();
    }

    private static IResult Page(string? file, HttpContext context)
    {
        if (context.Request.Path == "/demo") return Results.Redirect("/demo/"); // the page's links are relative
        if (!Files.TryGetValue(string.IsNullOrEmpty(file) ? "index.html" : file, out var bytes)) return Problems.Of(ErrorCodes.NotFound);
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(bytes, Path.GetExtension(file) switch { ".css" => "text/css; charset=utf-8", ".js" => "text/javascript; charset=utf-8", ".svg" => "image/svg+xml", _ => "text/html; charset=utf-8" });
    }

    private static IResult Session(HttpContext context, IOptions<GatewayOptions> options, SignedTokens tokens, IIdSource ids)
    {
        if (options.Value.Demo is not { } demo || context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address)) return Problems.Of(ErrorCodes.NotFound);
        if (context.Request.Headers.Origin.Count > 0 || !IsLoopback(context.Request.Host.Host)) return Problems.Of(ErrorCodes.OriginRefused);
        var shops = demo.Shops.Select(shop => new DemoShopDocument(shop.Shop, shop.Title, shop.Language, shop.Samples, Visitor(shop), [.. shop.Agents.Select(agent => new DemoAgentDocument(agent, Agent(agent, shop)))], Supervisor(shop)));
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(shops.ToArray(), DemoJson.Default.DemoShopDocumentArray);

        string Visitor(DemoShop shop) => TokenRoutes.Visitor(new ShopId(shop.Shop), null, tokens, ids).Token;
        string? Supervisor(DemoShop shop) => shop.Agents.LastOrDefault() is { } last ? tokens.Write(Role.Supervisor, last, [shop.Shop], TimeSpan.FromHours(12)).Token : null;
        string Agent(string agent, DemoShop shop) => tokens.Write(Role.Agent, agent, [shop.Shop], TimeSpan.FromHours(12)).Token;
    }

    // A page elsewhere that made its own name point here has that name in Host.
    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static FrozenDictionary<string, byte[]> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files[name[Prefix.Length..]] = bytes;
        }
        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
