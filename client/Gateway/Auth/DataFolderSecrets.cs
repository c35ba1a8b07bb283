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

    public static void UseDataFolder(this GatewayOptions gateway, string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        gateway.AdminToken ??= SecretFile.ReadOrMake(Path.Combine(folder, AdminTokenFile), SecretFile.NewToken);
        gateway.TokenKeyFile ??= Path.Combine(folder, TokenKeyFile);
    }
}
