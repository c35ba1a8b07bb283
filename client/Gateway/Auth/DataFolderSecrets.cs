namespace Reception.Gateway.Auth;

/// <summary>
/// What Development makes for itself on the first start and keeps in the data folder (mode 0600), so that tokens survive a
/// restart and every gateway of the cluster knows them. Configured values always win, and outside Development nothing is made: the
/// gateway's validation then says what is missing.
/// </summary>
public static class DataFolderSecrets
{
    public const string AdminTokenFile = "admin.token";

    public const string TokenKeyFile = "token.key";

    public const string MetricsTokenFile = "metrics.token";

    public static void UseDataFolder(this GatewayOptions gateway, string folder)
    {
        Make(folder);
        gateway.AdminToken ??= SecretFile.ReadOrMake(Path.Combine(folder, AdminTokenFile), SecretFile.NewToken);
        gateway.TokenKeyFile ??= Path.Combine(folder, TokenKeyFile);
        gateway.MetricsToken ??= ScrapeToken(folder);
    }

    /// <summary>The token of whoever scrapes metrics, the same for all processes of the folder.</summary>
    public static string ScrapeToken(string folder)
    {
        Make(folder);
        return SecretFile.ReadOrMake(Path.Combine(folder, MetricsTokenFile), SecretFile.NewToken);
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
