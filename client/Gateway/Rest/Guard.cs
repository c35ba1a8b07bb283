using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reception.Client.Calls;
using Reception.Gateway.Hosting;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Rest;

/// <summary>Around every request: what is thrown becomes a problem document, and a cluster that does not answer is 503, not 500.</summary>
internal sealed partial class Guard(RequestDelegate next, Doors doors, ILogger<Guard> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            if (doors.IsStarting && context.Request.Path.StartsWithSegments("/api")) await Problems.Of(ErrorCodes.Unavailable, retryAfterMs: 1_000).ExecuteAsync(context);
            else await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted)
        {
            context.Abort();
        }
        catch (BadHttpRequestException exception)
        {
            await Problems.Of(exception.StatusCode == 413 ? ErrorCodes.BodyTooLarge : ErrorCodes.BadRequest, exception.Message).ExecuteAsync(context);
        }
        catch (Exception exception) when (Patience.IsTransient(exception))
        {
            Unavailable(context.GetEndpoint()?.DisplayName, exception.GetType().Name);
            await Problems.Of(ErrorCodes.Unavailable, retryAfterMs: 1_000).ExecuteAsync(context);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Failed(exception, context.GetEndpoint()?.DisplayName);
            await Problems.Of(ErrorCodes.Internal).ExecuteAsync(context);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cluster did not answer {Route}: {Error}")]
    private partial void Unavailable(string? route, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Route} failed")]
    private partial void Failed(Exception exception, string? route);
}
