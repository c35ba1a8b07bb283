using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Reception.Gateway.Hosting;

/// <summary>Ends a process that cannot begin, with every reason at once and in words, not in stack traces.</summary>
public static class Exit
{
    public static int With(IReadOnlyList<string> reasons)
    {
        foreach (var reason in reasons) Console.Error.WriteLine(reason);
        return 2;
    }

    /// <summary>What a user can mend himself; null for everything else, which goes on as an exception.</summary>
    public static IReadOnlyList<string>? Explains(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException { InnerExceptions: var all } when all.All(static one => one is OptionsValidationException) => [.. all.Cast<OptionsValidationException>().SelectMany(static one => one.Failures)],
        UnauthorizedAccessException denied => [$"{denied.Message} Give a folder that this user may write to with --data."],
        OrleansConfigurationException refused => [refused.Message],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException taken } => [$"{taken.Message} Give another with --url."],
        InvalidOperationException { InnerException: ArgumentException or FormatException } unreadable => [unreadable.Message],
        _ => null,
    };

    /// <summary>Looks before the process begins to wait for its cluster: the listener's own error would only come after that.</summary>
    public static IReadOnlyList<string> IfTaken(Uri url)
    {
        if (!IPAddress.TryParse(url.Host == "localhost" ? "127.0.0.1" : url.Host.Trim('[', ']'), out var address) || url.Port == 0) return [];
        try
        {
            using var listener = new TcpListener(address, url.Port);
            listener.Start();
            return [];
        }
        catch (SocketException taken)
        {
            return [$"{url}: {taken.Message}. Give another address with --url."];
        }
    }
}
