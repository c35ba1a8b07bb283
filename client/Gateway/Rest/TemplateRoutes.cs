using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>A shop's set-up as YAML: out, compared, and in again as this shop or another (C2).</summary>
internal static class TemplateRoutes
{
    private const int Bytes = 512 * 1024;
    private const string Yaml = "application/yaml";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/shops/{shop}/template", GetAsync).ForRoles(Role.Admin | Role.Supervisor).Produces<string>(200, Yaml).WithSummary("The set-up as a template in YAML");
        routes.MapPost("/shops/{shop}/template/diff", DiffAsync).ForRoles(Role.Admin | Role.Supervisor).Accepts<TemplateRequest>("application/json", Yaml).Produces<TemplateDiffDocument>().WithSummary("What a template would change");
        routes.MapPost("/shops/{shop}/template/apply", ApplyAsync).ForRoles(Role.Admin).Accepts<TemplateRequest>("application/json", Yaml).Produces<TemplateDiffDocument>().WithSummary("Takes a template over (If-Match: version, 0 = only if new)");
    }

    private static async Task<IResult> GetAsync(string shop, HttpContext context, IClusterClient cluster)
    {
        if (!ShopId.TryParse(shop, out var id) || await cluster.GetGrain<IShopGrain>(id.Value).ExportTemplateAsync() is not { } template) return Problems.Of(ErrorCodes.UnknownShop);
        context.Response.Headers.ETag = $"\"{template.Version}\"";
        return Results.Text(template.Yaml, Yaml, Encoding.UTF8);
    }

    private static async Task<IResult> DiffAsync(string shop, HttpContext context, IClusterClient cluster)
    {
        var (id, import, refusal) = await ReadAsync(shop, context);
        return refusal ?? Answer(await cluster.GetGrain<IShopGrain>(id.Value).CompareTemplateAsync(import!));
    }

    private static async Task<IResult> ApplyAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        if (!IfMatch.TryRead(context.Request, out var expected)) return Problems.Of(ErrorCodes.BadRequest, "If-Match: the version that you read, or 0.");
        var (id, import, refusal) = await ReadAsync(shop, context);
        if (refusal is not null) return refusal;
        var result = await cluster.GetGrain<IShopGrain>(id.Value).ApplyTemplateAsync(import!, expected);
        shops.Forget(id);
        return Answer(result);
    }

    private static async Task<(ShopId Id, TemplateImport? Import, IResult? Refusal)> ReadAsync(string shop, HttpContext context)
    {
        if (!ShopId.TryParse(shop, out var id)) return (id, null, Problems.Of(ErrorCodes.Invalid, "A shop id has 1 to 96 characters of a-z A-Z 0-9 - _ . ~."));
        var (bytes, refusal) = await Bodies.ReadAsync(context, Bytes, "application/json", Yaml);
        if (refusal is not null) return (id, null, refusal);
        var import = context.Request.ContentType?.StartsWith(Yaml, StringComparison.OrdinalIgnoreCase) == true ? FromYaml(bytes!) : FromJson(bytes!);
        if (import is null) return (id, null, Problems.Of(ErrorCodes.BadJson, "Send template, a text in YAML, and if you like overrides and set."));
        return (id, import, null);
    }

    private static TemplateImport? FromYaml(byte[] bytes)
    {
        try
        {
            return new(Utf8.GetString(bytes).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static TemplateImport? FromJson(byte[] bytes)
    {
        try
        {
            var request = JsonSerializer.Deserialize(bytes, RestWire.Json.TemplateRequest);
            return request?.Template is { } template ? new(template, request.Overrides, request.Set is { } sets ? [.. sets.Select(set => set ?? "")] : null) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // not JSON, or half a surrogate pair
        }
    }

    private static IResult Answer(TemplateResult result) => result.Outcome switch
    {
        PutPolicyOutcome.Stored => Results.Json(new TemplateDiffDocument(result.Version, [.. result.Changes.Select(Of)]), RestWire.Json.TemplateDiffDocument),
        PutPolicyOutcome.VersionConflict => Problems.Of(ErrorCodes.VersionConflict, $"The version in force is {result.Version}."),
        _ => Problems.Of(ErrorCodes.Invalid, result.Errors.FirstOrDefault(), result.Errors),
    };

    private static PolicyChangeDocument Of(PolicyChange change) => new(
        change.Path, change.Kind switch { PolicyChangeKind.Added => "added", PolicyChangeKind.Removed => "removed", _ => "changed" }, change.Before, change.After);
}
