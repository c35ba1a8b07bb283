using Reception.Gateway;
using Reception.Gateway.Auth;

namespace Reception.Silo;

/// <summary>
/// What Development makes for itself on the first start and keeps in the data folder (mode 0600), so that tokens survive a
/// restart. Configured values always win, and outside Development nothing is made: the gateway's validation then says what is missing.
/// </summary>
internal static class DataFolderSecrets
{
    public const string AdminTokenFile = "admin.token";

    public static void UseDataFolder(this GatewayOptions gateway, SiloOptions silo, bool development)
    {
        if (!development) return;
        CreatePrivate(silo.DataFolder);
        gateway.AdminToken ??= SecretFile.ReadOrMake(Path.Combine(silo.DataFolder, AdminTokenFile), SecretFile.NewToken);
        gateway.TokenKeyFile ??= Path.Combine(silo.DataFolder, "token.key");
        if (silo.Demo ?? true) gateway.Demo ??= new DemoOptions { Shops = DemoShops.OnThePage };
    }

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
