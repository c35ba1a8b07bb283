using Microsoft.Extensions.Options;

namespace Reception.Gateway;

/// <summary>Reports every error of the settings at once.</summary>
public sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options) =>
        Check(options) is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;

    /// <summary>All that is wrong, in words that say what to do; never a secret.</summary>
    public static IReadOnlyList<string> Check(GatewayOptions options)
    {
        var errors = new List<string>();
        if (options.AdminToken is { Length: < 24 }) errors.Add("Reception:AdminToken has at least 24 characters.");
        if (options.OperationsToken is { Length: < 24 }) errors.Add("Reception:OperationsToken has at least 24 characters.");
        if (options.OperationsToken is { } operations && operations == options.AdminToken) errors.Add("Reception:OperationsToken is another than Reception:AdminToken.");
        if (options.TokenKey is { } key && !IsKey(key)) errors.Add("Reception:TokenKey is base64 of at least 32 bytes.");
        if (options.TokenKey is null && options.TokenKeyFile is null) errors.Add("Set Reception:TokenKey (base64, at least 32 bytes), or Reception:TokenKeyFile on one machine.");
        if (options.Sockets is not { FramesPerSecond: > 0, FrameBurst: > 0, RefusalsPerMinute: > 0, MaxConnections: > 0 }) errors.Add("Reception:Sockets: FramesPerSecond, FrameBurst, RefusalsPerMinute and MaxConnections are above 0.");
        if (options.Sockets.SendBytes < 1024 * 1024 || options.Sockets.SendFrames < 16) errors.Add("Reception:Sockets: SendBytes is at least 1,048,576 and SendFrames at least 16.");
        if (options.Sockets.MaxConnectionsPerAddress < 0) errors.Add("Reception:Sockets:MaxConnectionsPerAddress is 0 (no bound) or more.");
        if (!IsWithin(options.Sockets.HelloTimeout, 1_000, 300_000)) errors.Add("Reception:Sockets:HelloTimeout is 1 s to 5 minutes.");
        if (!IsWithin(options.Sockets.Ping, 1_000, 3_600_000)) errors.Add("Reception:Sockets:Ping is 1 s to an hour.");
        if (options.Sockets.IdleTimeout <= options.Sockets.Ping || options.Sockets.IdleTimeout > TimeSpan.FromDays(1)) errors.Add("Reception:Sockets:IdleTimeout is more than Reception:Sockets:Ping and at most a day.");
        if (!IsWithin(options.Sockets.Farewell, 0, 600_000)) errors.Add("Reception:Sockets:Farewell is 0 to 10 minutes.");
        errors.AddRange(options.AgentOrigins.Where(origin => !IsOrigin(origin)).Select(origin => $"Reception:AgentOrigins: '{origin}' is no origin (https://desk.example)."));
        if (options.Rest is not { PerSecond: > 0, Burst: > 0, VisitorTokensPerSecond: > 0, VisitorTokenBurst: > 0 }) errors.Add("Reception:Rest: PerSecond, Burst, VisitorTokensPerSecond and VisitorTokenBurst are above 0.");
        if (options.Drain.Spread < TimeSpan.Zero || options.Drain.Grace < options.Drain.Spread || options.Drain.Grace > TimeSpan.FromMinutes(5)) errors.Add("Reception:Drain: Spread is 0 or more, Grace at least Spread and at most 5 minutes.");
        errors.AddRange(options.Telemetry.Validate(options.MetricsToken));
        if (options.MetricsToken is not null && options.MetricsToken == options.AdminToken) errors.Add("Reception:MetricsToken and Reception:AdminToken are the same; give two.");
        if (!IsWithin(options.Overload.Delay, 5, 10_000) || !IsWithin(options.Overload.Stored, 10, 60_000) || !IsWithin(options.Overload.Probe, 10, 1_000))
            errors.Add("Reception:Overload: Delay is 5 ms to 10 s, Stored 10 ms to 60 s, Probe 10 ms to 1 s.");
        return errors;
    }

    private static bool IsWithin(TimeSpan value, int least, int most) => value >= TimeSpan.FromMilliseconds(least) && value <= TimeSpan.FromMilliseconds(most);

    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == text.TrimEnd('/');

    private static bool IsKey(string key)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length) && length >= 32;
    }
}
