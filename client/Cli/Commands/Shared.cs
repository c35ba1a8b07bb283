using System.CommandLine;
using Reception.Client.Web;
using Reception.Client.Web.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary>Options that many commands take, and what they do with them.</summary>
internal static class Shared
{
    /// <summary>A policy has at most so many errors, and all of them are told.</summary>
    private const int Most = 100;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public static Option<Uri> Url() => new("--url")
    {
        Description = "The gateway's address (or RECEPTION_URL)",
        DefaultValueFactory = static _ => new Uri(Environment.GetEnvironmentVariable("RECEPTION_URL") ?? "http://127.0.0.1:5080"),
        CustomParser = static argument =>
        {
            if (Uri.TryCreate(argument.Tokens.SingleOrDefault()?.Value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)) return url;
            argument.AddError("--url: http://host:port");
            return null!;
        },
    };

    public static Option<string> Shop() => new("--shop") { Description = "The shop's id", Required = true };

    public static Option<string?> Token() => new("--token") { Description = "An administrator's or supervisor's token (or RECEPTION_TOKEN)" };

    /// <summary>The token given, else that of the environment: read here and not as the option's default, which help would print.</summary>
    public static string? TokenOr(string? given) => given ?? Environment.GetEnvironmentVariable("RECEPTION_TOKEN");

    public static ReceptionApi Api(Uri url, string? token = null) => new(Http, url, TokenOr(token));

    public static WebClientOptions Web(Uri url) => new() { Url = url };

    /// <summary>Runs a command; refusals are printed with what to do, the result is the exit code.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (RefusedException refusal)
        {
            var headline = refusal.Errors.Count > 1 ? $"{refusal.Errors.Count} things are wrong." : refusal.Message;
            Say($"[red]{headline.EscapeMarkup()}[/] [grey]({refusal.Code.EscapeMarkup()})[/]");
            foreach (var error in refusal.Errors.Where(_ => refusal.Errors.Count > 1 || refusal.Errors[0] != refusal.Message).Take(Most)) Say($"  [red]·[/] {error.EscapeMarkup()}");
            if (refusal.Errors.Count > Most) Say($"  [grey]and {refusal.Errors.Count - Most} more[/]");
            Say($"[grey]{refusal.Advice.EscapeMarkup()}[/]");
            return 2;
        }
        catch (HttpRequestException exception)
        {
            Say($"[red]{exception.Message.EscapeMarkup()}[/]");
            Say("[grey]Is the server running? dotnet run --project silo[/]");
            return 1;
        }
        catch (IOException exception)
        {
            Say($"[red]{exception.Message.EscapeMarkup()}[/]");
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }

    public static void Say(string markup) => AnsiConsole.MarkupLine(markup);
}
