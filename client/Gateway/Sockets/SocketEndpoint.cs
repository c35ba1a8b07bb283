using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Reception.Gateway.Auth;
using Reception.Gateway.Hosting;
using Reception.Gateway.Rest;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>The sockets of docs/protocol.md. Their token comes in the first frame, so the routes themselves are open.</summary>
internal static class SocketEndpoint
{
    private const string Reason = "the token comes in the first frame";

    public static void MapSockets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ws/v1/customer", AcceptCustomerAsync).IsPublic(Reason).ExcludeFromDescription();
        routes.MapGet("/ws/v1/agent", AcceptAgentAsync).IsPublic(Reason).ExcludeFromDescription();
        routes.MapGet("/ws/v1/supervisor", AcceptSupervisorAsync).IsPublic(Reason).ExcludeFromDescription();
    }

    private static Task AcceptCustomerAsync(HttpContext context) => RunAsync(context, async socket =>
    {
        var connection = new SocketConnection(socket, FrameCodec.FromCustomer, Options(context), Instruments(context), Time(context));
        await using var customer = ActivatorUtilities.CreateInstance<CustomerSocket>(context.RequestServices, connection, context.Request);
        await RunAsync(context, connection, customer.HandleAsync);
    });

    private static Task AcceptAgentAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value;
        if (!OriginRule.Allows(context.Request, options.AgentOrigins)) return Problems.Of(ErrorCodes.OriginRefused).ExecuteAsync(context);
        return RunAsync(context, async socket =>
        {
            var connection = new SocketConnection(socket, FrameCodec.FromAgent, Options(context), Instruments(context), Time(context));
            await using var agent = ActivatorUtilities.CreateInstance<AgentSocket>(context.RequestServices, connection);
            await RunAsync(context, connection, agent.HandleAsync);
        });
    }

    private static Task AcceptSupervisorAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value;
        if (!OriginRule.Allows(context.Request, options.AgentOrigins)) return Problems.Of(ErrorCodes.OriginRefused).ExecuteAsync(context);
        return RunAsync(context, async socket =>
        {
            var connection = new SocketConnection(socket, FrameCodec.FromSupervisor, Options(context), Instruments(context), Time(context));
            await using var supervisor = ActivatorUtilities.CreateInstance<SupervisorSocket>(context.RequestServices, connection);
            await RunAsync(context, connection, supervisor.HandleAsync);
        });
    }

    private static async Task RunAsync(HttpContext context, Func<WebSocket, Task> run)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Problems.Of(ErrorCodes.BadRequest with { Message = "This address takes WebSockets only." }).ExecuteAsync(context);
            return;
        }
        var doors = context.RequestServices.GetRequiredService<Doors>();
        if (!doors.AreOpen)
        {
            await Problems.Of(doors.IsStarting ? ErrorCodes.Unavailable : ErrorCodes.ServerStopping, retryAfterMs: 1_000).ExecuteAsync(context);
            return;
        }
        var registry = context.RequestServices.GetRequiredService<SocketRegistry>();
        var address = Address(context);
        if (!registry.TryEnter(address))
        {
            await Problems.Of(ErrorCodes.TooManyConnections, retryAfterMs: 5_000).ExecuteAsync(context);
            return;
        }
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan });
            await run(socket);
        }
        finally
        {
            registry.Leave(address);
        }
    }

    private static async Task RunAsync(HttpContext context, SocketConnection connection, Func<ClientFrame, ValueTask> handle)
    {
        var registry = context.RequestServices.GetRequiredService<SocketRegistry>();
        registry.Add(connection, Address(context));
        try
        {
            await connection.RunAsync(handle);
        }
        finally
        {
            registry.Remove(connection);
        }
    }

    private static IPAddress Address(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;

    private static SocketOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value.Sockets;

    private static GatewayInstruments Instruments(HttpContext context) => context.RequestServices.GetRequiredService<GatewayInstruments>();

    private static TimeProvider Time(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>();
}
