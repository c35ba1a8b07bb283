using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Reception.Gateway.Auth;
using Reception.Gateway.Demo;
using Reception.Gateway.Rest;
using Reception.Gateway.Sockets;
using Reception.Protocol.Errors;

namespace Reception.Gateway;

/// <summary>Everything the gateway answers: sockets, REST, its document, health and the demo page.</summary>
public static class GatewayEndpoints
{
    public static WebApplication MapReceptionGateway(this WebApplication app)
    {
        app.UseMiddleware<Guard>();
        app.UseStatusCodePages(static pages => ExplainAsync(pages.HttpContext));
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseWebSockets();

        app.MapSockets();
        app.MapHealth();
        app.MapMetrics();
        app.MapDemo();
        app.MapOpenApi("/openapi/{documentName}.json").IsPublic("it describes what is public anyway");
        var api = app.MapGroup("/api/v1");
        api.MapShops();
        api.MapTemplates();
        api.MapPeak();
        api.MapKnowledge();
        api.MapCatalogue();
        api.MapAgents();
        api.MapTokens();
        api.MapConversations();
        api.MapSupervision();
        api.MapTraining();
        api.MapTopics();
        api.MapOrders();
        api.MapWorkOrders();
        api.MapScaling();
        return app;
    }

    private static Task ExplainAsync(HttpContext context) => Problems.Of(context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => ErrorCodes.Unauthenticated,
        StatusCodes.Status403Forbidden => ErrorCodes.WrongRole,
        StatusCodes.Status404NotFound => ErrorCodes.NotFound,
        StatusCodes.Status405MethodNotAllowed => ErrorCodes.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => ErrorCodes.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => ErrorCodes.UnsupportedMediaType,
        >= 500 => ErrorCodes.Internal,
        _ => ErrorCodes.BadRequest,
    }).ExecuteAsync(context);
}
