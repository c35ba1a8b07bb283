using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Reception.Assistant.Links;
using Reception.Contracts.Assistant;
using Reception.Contracts.Ids;
using Reception.Domain.Orders;

namespace Reception.Assistant.Orders;

/// <summary>
/// Asks a shop's order system with one GET: no retry, a time-box, at most <see cref="MostBytes"/> of answer, no redirect, and a pause
/// after failures in a row. Orders that do not name this very customer are dropped, whatever the system says. Visitors are never asked
/// about: nobody vouches for who they are.
/// </summary>
internal sealed partial class HttpOrderLookup(OrderOptions options, HttpClient http, TimeProvider time, ILogger<HttpOrderLookup> log) : IOrderLookup
{
    /// <summary>The longest answer, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private readonly ConcurrentDictionary<string, CircuitBreaker> _breakers = new(StringComparer.Ordinal);

    public bool Serves(ShopId shop, string customer) => !CustomerKey.IsVisitor(customer) && options.For(shop) is { Url: { } url } && Breaker(url).IsClosed;

    public async Task<IReadOnlyList<OrderFacts>> FindAsync(OrderQuery query, CancellationToken cancellation)
    {
        if (options.For(query.Shop) is not { Url: { } url } system || CustomerKey.IsVisitor(query.Customer)) return [];
        var breaker = Breaker(url);
        if (!breaker.TryEnter()) throw new HttpRequestException("The order system has failed too often lately.");
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var box = time.CreateTimer(_ => end.Cancel(), null, TimeSpan.FromSeconds(options.TimeoutSeconds), Timeout.InfiniteTimeSpan);
            var orders = await AskAsync(system, query, end.Token);
            breaker.OnAnswered();
            return orders;
        }
        catch (Exception)
        {
            breaker.OnFailed();
            throw;
        }
    }

    private async Task<IReadOnlyList<OrderFacts>> AskAsync(OrderSystem system, OrderQuery query, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(system.Url!, query));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (!string.IsNullOrEmpty(system.Secret)) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", system.Secret);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound) return [];
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var document = await JsonSerializer.DeserializeAsync(body, OrderJson.Default.OrdersDocument, cancellation);
        var orders = document?.Orders ?? [];
        OrderFacts[] his = [.. orders.Select(order => order?.Of(query)).OfType<OrderFacts>().Take(OrderFacts.MaxOrders)];
        if (orders.Any(order => order?.Customer != query.Customer)) LogForeign(query.Shop);
        return his;
    }

    private static string Address(string template, OrderQuery query) => template
        .Replace("{shop}", Uri.EscapeDataString(query.Shop.Value), StringComparison.Ordinal)
        .Replace("{channel}", Uri.EscapeDataString(query.Channel), StringComparison.Ordinal)
        .Replace("{order}", Uri.EscapeDataString(query.Number ?? ""), StringComparison.Ordinal)
        .Replace("{customer}", Uri.EscapeDataString(query.Customer), StringComparison.Ordinal);

    private CircuitBreaker Breaker(string url) => _breakers.GetOrAdd(url, static (_, clock) => new(clock), time);

    [LoggerMessage(LogLevel.Warning, "The order system of {Shop} answered with orders that do not name the customer asked about; they are not used")]
    private partial void LogForeign(ShopId shop);
}
