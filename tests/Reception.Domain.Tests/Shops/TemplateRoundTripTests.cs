using System.Text.Json;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Domain.Shops.Templates;
using Reception.Tests;

namespace Reception.Domain.Tests.Shops;

/// <summary>Export, import: the same policy, whatever is in it.</summary>
public sealed class TemplateRoundTripTests
{
    [Fact]
    public void Template_OfRandomPolicies_ReadsAsTheSamePolicy() => ForPolicies(nameof(Template_OfRandomPolicies_ReadsAsTheSamePolicy), policy =>
    {
        var yaml = ShopTemplate.Write(new(new ShopId("demo"), 7, policy));
        var read = ShopTemplate.Read(yaml);

        Assert.True(read.Policy is not null, $"{string.Join('\n', read.Errors)}\n{yaml}");
        Assert.Equal(Json(policy), Json(read.Policy));
    });

    [Fact]
    public void Document_OfRandomPolicies_ReadsAsTheSamePolicy() => ForPolicies(nameof(Document_OfRandomPolicies_ReadsAsTheSamePolicy), policy =>
        Assert.Equal(Json(policy), Json(JsonSerializer.Deserialize(Json(policy), PolicyWire.Json.ShopPolicy)!)));

    [Fact]
    public void Difference_OfAPolicyAndItself_IsNone() => ForPolicies(nameof(Difference_OfAPolicyAndItself_IsNone), policy => Assert.Empty(PolicyDifference.Between(policy, policy)));

    [Fact]
    public void Difference_OfTwoPolicies_IsNoneOnlyIfTheyAreTheSame()
    {
        ShopPolicy? last = null;
        ForPolicies(nameof(Difference_OfTwoPolicies_IsNoneOnlyIfTheyAreTheSame), policy =>
        {
            if (last is not null) Assert.Equal(Json(last) == Json(policy), PolicyDifference.Between(last, policy).Length == 0);
            last = policy;
        });
    }

    [Fact]
    public void RandomPolicies_AreValid() => ForPolicies(nameof(RandomPolicies_AreValid), policy => Assert.Empty(PolicyValidator.Validate(policy)));

    private static void ForPolicies(string name, Action<ShopPolicy> check)
    {
        var policies = new RandomPolicy(TestRun.SeedFor(name));
        for (var run = 0; run < TestRun.Cases(100, 5_000); run++) check(policies.Next());
    }

    private static string Json(ShopPolicy policy) => JsonSerializer.Serialize(policy, PolicyWire.Json.ShopPolicy);
}
