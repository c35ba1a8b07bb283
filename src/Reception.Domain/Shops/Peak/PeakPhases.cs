using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Peak;

/// <summary>The phases of the sale calendar that levers may go by.</summary>
public static class PeakPhases
{
    public static IReadOnlyCollection<string> InForce(ShopPolicy policy, DateTimeOffset now) =>
        policy.Calendar is not null && ShopCalendar.Of(policy).At(now) is { Phase.Name: var name } ? [name] : [];
}
