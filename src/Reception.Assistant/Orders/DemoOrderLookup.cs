using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reception.Contracts.Assistant;
using Reception.Contracts.Ids;
using Reception.Domain.Orders;

namespace Reception.Assistant.Orders;

/// <summary>
/// Made-up orders for the demo shops, the same for the same customer on the same day: one that is over and one or two on their way.
/// Others are asked of the real order system. For a demo only: here even visitors have orders.
/// </summary>
internal sealed class DemoOrderLookup(IReadOnlySet<string> shops, IOrderLookup others, TimeProvider time) : IOrderLookup
{
    private static readonly string[] Chinese = ["玻尿酸保湿面膜 10 片", "氨基酸洁面乳 100g", "清爽防晒霜 SPF50+"];
    private static readonly string[] English = ["Northlight Buds Pro", "USB-C charger 65 W", "Desk lamp"];

    public bool Serves(ShopId shop, string customer) => shops.Contains(shop.Value) || others.Serves(shop, customer);

    public Task<IReadOnlyList<OrderFacts>> FindAsync(OrderQuery query, CancellationToken cancellation)
    {
        if (!shops.Contains(query.Shop.Value)) return others.FindAsync(query, cancellation);
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{query.Shop}/{query.Customer}"));
        IEnumerable<OrderFacts> orders = [OnItsWay(query, seed), .. seed[0] % 3 == 0 ? [Paid(query, seed)] : Array.Empty<OrderFacts>(), Over(query, seed)];
        return Task.FromResult<IReadOnlyList<OrderFacts>>([.. orders.Where(o => query.Number is null || o.Number.Equals(query.Number, StringComparison.OrdinalIgnoreCase))]);
    }

    private OrderFacts OnItsWay(OrderQuery query, byte[] seed) => Order(query, seed, 1) with
    {
        Status = OrderStatus.Shipped,
        PlacedAt = Day(-2),
        PaidAt = Day(-2),
        ShippedAt = Day(-1),
        ExpectedAt = Day(2),
        Carrier = IsChinese(query) ? "中通快递" : "UPS",
        Tracking = $"DEMO{Digits(seed, 9)}",
    };

    private OrderFacts Paid(OrderQuery query, byte[] seed) => Order(query, seed, 2) with { Status = OrderStatus.Paid, PlacedAt = Day(0), PaidAt = Day(0) };

    private OrderFacts Over(OrderQuery query, byte[] seed) => Order(query, seed, 3) with { Status = OrderStatus.Delivered, PlacedAt = Day(-20), PaidAt = Day(-20), ShippedAt = Day(-19), ExpectedAt = Day(-16) };

    private static OrderFacts Order(OrderQuery query, byte[] seed, int which) => new(
        $"D{Digits(seed, which * 4)}", OrderStatus.Unknown, Items: [new((IsChinese(query) ? Chinese : English)[seed[which] % 3], 1 + (seed[which + 1] % 2))],
        Amount: 20 + seed[which], Currency: IsChinese(query) ? "CNY" : "USD");

    private static bool IsChinese(OrderQuery query) => !query.Shop.Value.EndsWith("-en", StringComparison.Ordinal);

    private static string Digits(byte[] seed, int from) => (10_000_000 + (BitConverter.ToUInt32(seed, from) % 90_000_000)).ToString(CultureInfo.InvariantCulture);

    private DateTimeOffset Day(int days) => new DateTimeOffset(time.GetUtcNow().Date, TimeSpan.Zero).AddDays(days).AddHours(8);
}
