using System.Security.Cryptography;

namespace Reception.Client.Web;

/// <summary>Where the gateway is and how patient the client is.</summary>
public sealed class WebClientOptions
{
    /// <summary>The gateway's address, for example <c>http://127.0.0.1:5080</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>Other gateways of the same cluster, taken in turn when one is lost or says that it goes. None where a balancer stands before them.</summary>
    public IReadOnlyList<Uri> More { get; init; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A connection that is cut is made anew after a random time up to this: all clients of a lost gateway come at once otherwise. Default 5 s.</summary>
    public TimeSpan LossSpread { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause after an attempt that failed; it doubles, with jitter. Default 0.5 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause. Default 30 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long connecting and welcome may take. Default 15 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Makes ids of messages and commands; 1 to 64 characters, never twice.</summary>
    public Func<string> NewId { get; init; } = static () => RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>0 ≤ result &lt; 1, for jitter.</summary>
    public Func<double> NextDouble { get; init; } = static () => RandomNumberGenerator.GetInt32(1 << 30) / (double)(1 << 30);

    /// <summary>The address of a gateway's socket.</summary>
    internal static Uri Socket(Uri url, string path) => new UriBuilder(new Uri(url, path)) { Scheme = url.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri;
}
