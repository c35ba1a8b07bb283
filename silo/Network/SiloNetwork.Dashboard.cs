using Orleans.Dashboard;
using Reception.Clustering.Network;
using Reception.Gateway.Auth;

namespace Reception.Silo.Network;

// Compiled with -p:OrleansRuntime=Microsoft -p:ReceptionDashboard=true only: the default build needs no package that a machine may lack.

/// <summary>The dashboard of Microsoft Orleans. It shows every shop, so it is for administrators only.</summary>
internal static partial class SiloNetwork
{
    private const string DashboardPath = "/orleans";

    static partial void AddDashboard(ref NetworkAbilities abilities) => abilities |= NetworkAbilities.Dashboard;

    static partial void UseDashboard(ISiloBuilder silo) => silo.AddDashboard();

    static partial void MapDashboard(WebApplication app) => app.MapOrleansDashboard(DashboardPath).ForRoles(Role.Admin, ShopCheck.EveryShop);
}
