using Microsoft.Extensions.Configuration;
using Reception.Gateway.Admission;
using Reception.Telemetry;

namespace Reception.Gateway;

/// <summary>Settings of the gateway, section <c>Reception</c> of the configuration. Checked at start, every error at once.</summary>
public sealed class GatewayOptions
{
    /// <summary>The token of the administrators, at least 24 characters. Null: no administrator can come in.</summary>
    public string? AdminToken { get; set; }

    /// <summary>The token of whoever scrapes <c>/metrics</c>, at least 24 characters. Null: administrators only.</summary>
    public string? MetricsToken { get; set; }

    /// <summary>The token of the operator's own programs (a scaler), at least 24 characters, another than the administrators'. Null: none can come in.</summary>
    public string? OperationsToken { get; set; }

    /// <summary>The key that signs our tokens, base64, at least 32 bytes. Null: <see cref="TokenKeyFile"/> is used.</summary>
    public string? TokenKey { get; set; }

    /// <summary>Where the key is made and kept (mode 0600) when <see cref="TokenKey"/> is not set; for development and one machine.</summary>
    public string? TokenKeyFile { get; set; }

    /// <summary>Pages of these origins may open an agent's socket, besides the gateway's own.</summary>
    public string[] AgentOrigins { get; set; } = [];

    public SocketOptions Sockets { get; set; } = new();

    public RestOptions Rest { get; set; } = new();

    public DrainOptions Drain { get; set; } = new();

    public OverloadOptions Overload { get; set; } = new();

    /// <summary>Where meters and spans go; <see cref="TelemetryOptions.Listen"/> is for processes without a gateway.</summary>
    public TelemetryOptions Telemetry { get; set; } = new();

    /// <summary>Shops and agents of the demo page, configuration key <c>DemoPage</c>. Null: the page hands out no tokens. Never set it in production.</summary>
    [ConfigurationKeyName("DemoPage")]
    public DemoOptions? Demo { get; set; }
}

/// <summary>Bounds of the sockets; docs/protocol.md states the defaults.</summary>
public sealed class SocketOptions
{
    /// <summary>Frames a second of one connection, and how many may come at once. Default 20 and 60.</summary>
    public int FramesPerSecond { get; set; } = 20;

    public int FrameBurst { get; set; } = 60;

    /// <summary>So many refusals within a minute end a connection. Default 100.</summary>
    public int RefusalsPerMinute { get; set; } = 100;

    public TimeSpan HelloTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>How often clients are asked to ping. Default 25 s.</summary>
    public TimeSpan Ping { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a connection may take to read its bye before it is cut. Default 5 s.</summary>
    public TimeSpan Farewell { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most that waits for one connection. Default 1 MiB and 1,024 frames.</summary>
    public int SendBytes { get; set; } = 1024 * 1024;

    public int SendFrames { get; set; } = 1024;

    /// <summary>The most connections of this process. Default 100,000.</summary>
    public int MaxConnections { get; set; } = 100_000;

    /// <summary>The most connections of one address; 0 = no bound (behind a proxy all come from one). Default 2,000.</summary>
    public int MaxConnectionsPerAddress { get; set; } = 2_000;
}

/// <summary>How a gateway goes down in order.</summary>
public sealed class DrainOptions
{
    /// <summary>Clients are asked to move within so long, each at its own time. Default 0: they are told to come back; a gateway process of its own has 5 s.</summary>
    public TimeSpan Spread { get; set; }

    /// <summary>The longest the whole takes, calls in flight included. Default 15 s, more than <see cref="Spread"/>.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>Bounds of REST.</summary>
public sealed class RestOptions
{
    /// <summary>Requests a second per token (or address), and how many at once. Default 50 and 200.</summary>
    public int PerSecond { get; set; } = 50;

    public int Burst { get; set; } = 200;

    /// <summary>Visitor tokens a second per address, and how many at once. Default 5 and 50.</summary>
    public int VisitorTokensPerSecond { get; set; } = 5;

    public int VisitorTokenBurst { get; set; } = 50;
}

/// <summary>What the demo page shows; its route answers loopback addresses only.</summary>
public sealed class DemoOptions
{
    public DemoShop[] Shops { get; set; } = [];
}

/// <summary>A shop of the demo page with the agents whose desks it opens.</summary>
public sealed record DemoShop(string Shop, string Title, string Language, string[] Agents, string[] Samples);
