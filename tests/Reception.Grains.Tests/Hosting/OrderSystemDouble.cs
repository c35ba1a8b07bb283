using System.Collections.Concurrent;
using Reception.Contracts.Assistant;
using Reception.Contracts.Ids;
using Reception.Domain.Orders;

namespace Reception.Grains.Tests.Hosting;

/// <summary>An order system that answers when a test says so.</summary>
public sealed class OrderSystemDouble : IOrderLookup
{
    private volatile TaskCompletionSource<IReadOnlyList<OrderFacts>> _answer = New();

    /// <summary>Whether the shop has one.</summary>
    public bool IsOpen { get; set; }

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<OrderQuery> Queries { get; } = new();

    public bool Serves(ShopId shop, string customer) => IsOpen;

    public Task<IReadOnlyList<OrderFacts>> FindAsync(OrderQuery query, CancellationToken cancellation)
    {
        Queries.Enqueue(query);
        return _answer.Task;
    }

    /// <summary>All that are asked, and all that will be, get this.</summary>
    public void Answer(params OrderFacts[] orders) => _answer.TrySetResult(orders);

    /// <summary>All that are asked fail; what is asked from now on waits again.</summary>
    public void Fail()
    {
        var failing = _answer;
        _answer = New();
        failing.TrySetException(new HttpRequestException("The test said so."));
    }

    private static TaskCompletionSource<IReadOnlyList<OrderFacts>> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
