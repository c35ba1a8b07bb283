using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Reception.Client.Hosting;
using Reception.Clustering.Link;
using Reception.Clustering.Network;
using Reception.Gateway.Hosting;

namespace Reception.Gateway.Configuration;

/// <summary>What a gateway process reads, and everything that is wrong with it.</summary>
public static class GatewaySettings
{
    /// <summary>In the order of docs/configuration.md.</summary>
    public static IReadOnlyList<SettingsSection> Sections { get; } =
    [
        new(SettingsCheck.Root, typeof(ProcessOptions)),
        new(SettingsCheck.Root, typeof(GatewayOptions)),
        new(StoreLinkOptions.Section, typeof(StoreLinkOptions), nameof(StoreLinkOptions.DataFolder)),
    ];

    /// <summary>Sections that no other kind of process has keys of its own in.</summary>
    private static readonly string[] Own =
    [
        .. new[] { nameof(GatewayOptions.Sockets), nameof(GatewayOptions.Rest), nameof(GatewayOptions.Drain), nameof(GatewayOptions.Overload) }.Select(name => $"{SettingsCheck.Root}:{name}"),
        NetworkOptions.Section,
    ];

    /// <summary>Adds the folder of secrets and checks all there is; empty when the process may start.</summary>
    internal static IReadOnlyList<string> Read(ConfigurationManager configuration, IHostEnvironment environment, out ProcessOptions process, out ClusterLocation location)
    {
        var errors = new List<string>(configuration.AddSecretsFolder(configuration));
        errors.AddRange(SettingsCheck.Check(configuration, Sections, Own, out var readable));
        process = readable.GetSection(SettingsCheck.Root).Get<ProcessOptions>() ?? new();
        var gateway = readable.GetSection(SettingsCheck.Root).Get<GatewayOptions>() ?? new();
        var link = readable.GetSection(StoreLinkOptions.Section).Get<StoreLinkOptions>() ?? new();
        errors.AddRange(process.Validate(out location));
        if (!string.IsNullOrWhiteSpace(process.DataFolder)) GatewayProcess.Configure(gateway, process, environment, readable);
        errors.AddRange(GatewayOptionsValidator.Check(gateway));
        errors.AddRange(link.Validate());
        return errors;
    }
}
