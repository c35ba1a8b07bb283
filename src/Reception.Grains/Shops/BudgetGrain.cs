using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Shops.Peak;

namespace Reception.Grains.Shops;

/// <summary>A shop's rate budget over all gateways: what the lever says at each ask, and who holds how much of it. Memory only.</summary>
internal sealed class BudgetGrain(PolicyCache policies, TimeProvider time) : Grain, IBudgetGrain
{
    private const int MaxGateway = 64;

    private readonly ShopBudget _budget = new();

    public async Task<BudgetGrant> TakeAsync(BudgetAsk ask)
    {
        if (ask.Gateway is not { Length: > 0 and <= MaxGateway }) throw new ArgumentException($"A gateway's name has 1 to {MaxGateway} characters.", nameof(ask));
        var policy = await policies.GetAsync(new ShopId(this.GetPrimaryKeyString()));
        return _budget.Take(policy?.Policy.Peak?.Budget, ask, time.GetUtcNow());
    }
}
