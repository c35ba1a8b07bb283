using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Reception.Client.Hub;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Admission;

/// <summary>Why something may not come in now, and when to come again.</summary>
internal readonly record struct Refusal(RefusalCode Code, int RetryAfterMs);

/// <summary>
/// The door for customers: new conversations and messages pass the shop's budget (<c>rate-limited</c>) and this process's own overload
/// control (<c>busy</c>) before any grain is called for them. Nothing else passes here: a wish for a person, confirmations, ends, ratings,
/// whatever staff do. Only shops that exist are asked about, and those not heard of for a minute are forgotten.
/// </summary>
internal sealed class Admissions : IHostedService, IDisposable
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ShopId, ShopTokens> _shops = new();
    private readonly Func<ShopId, ShopTokens> _make;
    private readonly OverloadControl _overload;
    private readonly AdmissionInstruments _instruments;
    private readonly TimeProvider _time;
    private ITimer? _timer;

    public Admissions(IClusterClient cluster, OverloadControl overload, TimeProvider time, IIdSource random, AdmissionInstruments instruments)
    {
        (_overload, _time, _instruments) = (overload, time, instruments);
        var gateway = random.NextId();
        _make = shop => new ShopTokens(cluster.GetGrain<IBudgetGrain>(shop.Value), gateway, time, random, instruments);
    }

    /// <summary>For a customer who has seen nothing of his conversation yet. Null: come in.</summary>
    public async ValueTask<Refusal?> ConversationAsync(ShopId shop)
    {
        if (_overload.ConversationAfterMs() is { } pause) return Refuse("conversation", ErrorCodes.Busy, pause);
        return await Tokens(shop).TakeAsync(BudgetKind.Conversations, 1) is { } wait ? Refuse("conversation", ErrorCodes.RateLimited, wait) : null;
    }

    /// <summary>For messages of one post, all or none. Null: come in.</summary>
    public async ValueTask<Refusal?> MessagesAsync(ShopId shop, int count)
    {
        var tokens = Tokens(shop);
        if (await tokens.TakeAsync(BudgetKind.Messages, count) is { } wait) return Refuse("post", ErrorCodes.RateLimited, wait);
        if (_overload.MessagesAfterMs(shop, count, tokens.Weight) is not { } pause) return null;
        tokens.GiveBack(BudgetKind.Messages, count);
        return Refuse("post", ErrorCodes.Busy, pause);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = _time.CreateTimer(_ => Forget(), null, Forgotten, Forgotten);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private ShopTokens Tokens(ShopId shop) => _shops.GetOrAdd(shop, _make);

    private Refusal Refuse(string what, RefusalCode code, int waitMs)
    {
        _instruments.OnRefused(what, code.Code);
        return new(code, waitMs);
    }

    private void Forget()
    {
        var since = _time.GetUtcNow() - Forgotten;
        foreach (var shop in _shops.Where(s => s.Value.UsedAt < since)) _shops.TryRemove(shop);
    }
}
