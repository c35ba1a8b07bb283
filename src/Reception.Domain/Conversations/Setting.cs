using Reception.Contracts.Shops;

namespace Reception.Domain.Conversations;

/// <summary>What a decision is made with: the policy in force now, the judge of the published knowledge (null when nothing is published), the time.</summary>
public sealed record Setting(ShopPolicy Policy, IJudge? Judge, DateTimeOffset Now)
{
    /// <summary>What slower than the journal can be asked.</summary>
    public Abilities Abilities { get; init; } = Abilities.None;

    public TimeSpan IdleAfter => TimeSpan.FromMinutes(Policy.IdleCloseMinutes);
}
