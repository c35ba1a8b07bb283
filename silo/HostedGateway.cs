using Reception.Gateway;
using Reception.Gateway.Auth;
using Reception.Gateway.Demo;

namespace Reception.Silo;

/// <summary>The gateway of this process: in Development with the secrets of the data folder and, unless it is switched off, the demo page.</summary>
internal static class HostedGateway
{
    public static void UseDataFolder(this GatewayOptions gateway, SiloOptions silo, bool development)
    {
        if (!development) return;
        gateway.UseDataFolder(silo.DataFolder);
        if (silo.Demo ?? true) gateway.Demo ??= ShippedDemo.Page;
    }
}
