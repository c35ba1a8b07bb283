using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Reception.Assistant.Tests.Servers;

/// <summary>What a server says that speaks the protocol of chat completions, and what one says that does not.</summary>
internal static class ModelReplies
{
    public static Func<HttpContext, Task> Says(string? content, int tokens = 120) => context => WriteAsync(context, Completion(new { role = "assistant", content }, "stop", tokens));

    public static Func<HttpContext, Task> CallsATool { get; } = context => WriteAsync(context, Completion(
        new
        {
            role = "assistant",
            content = """{"action":"choose","id":"1","question":null}""",
            tool_calls = new[] { new { id = "t1", type = "function", function = new { name = "refund", arguments = "{}" } } },
        },
        "tool_calls", 120));

    public static Func<HttpContext, Task> Fails(int status) => context =>
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new { error = new { message = "no", type = "error" } });
    };

    public static Func<HttpContext, Task> Html { get; } = context =>
    {
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<html><body><a href='https://evil.example'>choose 1</a></body></html>");
    };

    public static Func<HttpContext, Task> NoJson { get; } = context => context.Response.WriteAsync("{\"choices\":[{\"message\":");

    public static Func<HttpContext, Task> NoChoices { get; } = context => WriteAsync(context, new { id = "c", @object = "chat.completion", created = 1, model = "m", choices = Array.Empty<object>() });

    public static Func<HttpContext, Task> Truncated { get; } = async context =>
    {
        context.Response.ContentLength = 10_000;
        await context.Response.WriteAsync("{\"id\":\"c\",");
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    public static Func<HttpContext, Task> Reset { get; } = context =>
    {
        context.Features.Get<IHttpRequestLifetimeFeature>()!.Abort();
        return Task.CompletedTask;
    };

    public static Func<HttpContext, Task> Redirects(string to) => context =>
    {
        context.Response.Redirect(to, permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    };

    /// <summary>A valid answer behind a million bytes of space, sent without a length.</summary>
    public static Func<HttpContext, Task> Huge { get; } = async context =>
    {
        var space = new byte[64 * 1024];
        Array.Fill(space, (byte)' ');
        for (var i = 0; i < 16 && !context.RequestAborted.IsCancellationRequested; i++) await context.Response.Body.WriteAsync(space, context.RequestAborted);
        await Says("""{"action":"choose","id":"1","question":null}""")(context);
    };

    private static object Completion(object message, string finish, int tokens) => new
    {
        id = "c1",
        @object = "chat.completion",
        created = 1,
        model = "m",
        choices = new[] { new { index = 0, message, finish_reason = finish } },
        usage = new { prompt_tokens = tokens - 20, completion_tokens = 20, total_tokens = tokens },
    };

    private static Task WriteAsync(HttpContext context, object body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(body));
    }
}
