using Reception.Assistant.Hosting;
using Reception.Assistant.Models;
using Reception.Assistant.Orders;
using Reception.Clustering.Link;
using Reception.Gateway;
using Reception.Gateway.Auth;
using Reception.Gateway.Configuration;
using Reception.Gateway.Hosting;
using Reception.Grains.Metrics;
using Reception.Silo.Storage;
using Reception.Storage.Azure;
using Reception.Storage.Sqlite;
using Reception.Telemetry;

namespace Reception.Silo.Configuration;

/// <summary>What the processes of a silo's program read, and everything that is wrong with it: each role checks what it and its children use.</summary>
internal static class SiloSettings
{
    /// <summary>In the order of docs/configuration.md.</summary>
    public static IReadOnlyList<SettingsSection> Sections { get; } =
    [
        new(SettingsCheck.Root, typeof(SiloOptions)),
        new(SettingsCheck.Root, typeof(GatewayOptions)),
        new(TelemetryOptions.Section, typeof(ShopLabelOptions)),
        new(SqliteStoreOptions.Section, typeof(SqliteStoreOptions), nameof(SqliteStoreOptions.DataFolder)),
        new(AzureStoreOptions.Section, typeof(AzureStoreOptions)),
        new(StoreLinkOptions.Section, typeof(StoreLinkOptions), nameof(StoreLinkOptions.DataFolder)),
        new(OrderOptions.Section, typeof(OrderOptions)),
        new(LanguageModelOptions.Section, typeof(LanguageModelOptions)),
    ];

    /// <summary>Adds the folder of secrets and checks all there is; empty when the process may start.</summary>
    public static IReadOnlyList<string> Read(ConfigurationManager configuration, IHostEnvironment environment, out SiloOptions options)
    {
        var errors = new List<string>(configuration.AddSecretsFolder(configuration));
        // A gateway may have keys of its own beside ours: the silos of a cluster get the same file as the gateways.
        SettingsSection[] known = [.. Sections, new(SettingsCheck.Root, typeof(ProcessOptions))];
        errors.AddRange(SettingsCheck.Check(configuration, known, [SettingsCheck.Root], out var readable));
        options = readable.GetSection(SettingsCheck.Root).Get<SiloOptions>() ?? new();
        errors.AddRange(options.Validate());
        errors.AddRange(Used(options, readable, environment));
        return [.. errors.Distinct()];
    }

    private static IEnumerable<string> Used(SiloOptions options, IConfiguration readable, IHostEnvironment environment)
    {
        var role = options.Role;
        var errors = Enumerable.Empty<string>();
        if (role is ProcessRole.Alone or ProcessRole.Supervisor) errors = errors.Concat(GatewayOptionsValidator.Check(Gateway(readable, environment)));
        if (role is not ProcessRole.Member && Refuse(options.DataFolder) is { } refusal) errors = errors.Append(refusal);
        if (role is not ProcessRole.Member) errors = errors.Concat(Bind<SqliteStoreOptions>(readable, SqliteStoreOptions.Section, store => store.DataFolder = "checked above").Validate());
        if (role is not ProcessRole.Store && options.Storage.Kind != StorageKind.Sqlite) errors = errors.Concat(Azure(options, readable));
        if (role is ProcessRole.Member or ProcessRole.Supervisor) errors = errors.Concat(Bind<StoreLinkOptions>(readable, StoreLinkOptions.Section).Validate());
        if (role is not ProcessRole.Store) errors = errors.Concat(ReceptionAssistant.Check(readable)).Concat(Bind<ShopLabelOptions>(readable, TelemetryOptions.Section).Validate());
        return errors;
    }

    /// <summary>Null: files can be written there, or where it is to be made. What is empty has been reported already.</summary>
    private static string? Refuse(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder)) return null;
        var path = Path.GetFullPath(folder);
        while (!Path.Exists(path) && Path.GetDirectoryName(path) is { } parent) path = parent;
        try
        {
            File.Create(Path.Combine(path, $".reception-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"Reception:DataFolder '{folder}' is no folder that this user may write to; give another (--data FOLDER).";
        }
    }

    /// <summary>Azurite's account is known when it has started; everything else is as with any account.</summary>
    private static IEnumerable<string> Azure(SiloOptions options, IConfiguration readable)
    {
        var azure = Bind<AzureStoreOptions>(readable, AzureStoreOptions.Section, store =>
        {
            if (options.Storage.Kind == StorageKind.Azurite && store.ConnectionStrings.Count + store.AccountNames.Count == 0) store.ConnectionStrings.Add("UseDevelopmentStorage=true");
        });
        return new AzureStoreOptionsValidator().Validate(null, azure).Failures ?? [];
    }

    /// <summary>In Development the key is made in the data folder when the process starts.</summary>
    private static GatewayOptions Gateway(IConfiguration readable, IHostEnvironment environment) =>
        Bind<GatewayOptions>(readable, SettingsCheck.Root, gateway => gateway.TokenKeyFile ??= environment.IsDevelopment() ? DataFolderSecrets.TokenKeyFile : null);

    private static T Bind<T>(IConfiguration readable, string section, Action<T>? then = null) where T : new()
    {
        var bound = readable.GetSection(section).Get<T>() ?? new();
        then?.Invoke(bound);
        return bound;
    }
}
