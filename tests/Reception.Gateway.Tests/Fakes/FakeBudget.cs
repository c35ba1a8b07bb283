using Reception.Contracts.Shops;
using Reception.Domain.Shops.Peak;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>A shop's budget by the real one's rules, with the lever that a test sets.</summary>
internal sealed class FakeBudget(TimeProvider time) : IBudgetGrain
{
    private readonly ShopBudget _budget = new();
    private readonly Lock _gate = new();

    public BudgetLever? Lever { get; set; }

    public Exception? Failing { get; set; }

    public int Asks { get; private set; }

    public Task<BudgetGrant> TakeAsync(BudgetAsk ask)
    {
        lock (_gate)
        {
            Asks++;
            return Failing is null ? Task.FromResult(_budget.Take(Lever, ask, time.GetUtcNow())) : Task.FromException<BudgetGrant>(Failing);
        }
    }
}
