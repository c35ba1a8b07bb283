using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;

namespace Reception.Grains.Tests.Conversations;

/// <summary>Shops and their knowledge, as conversations use them.</summary>
public sealed class KnowledgeTests : IAsyncLifetime
{
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    private IKnowledgeGrain Knowledge => _reception.Grains.GetGrain<IKnowledgeGrain>("demo");

    [Fact]
    public async Task Try_KnownQuestion_SaysWhatTheBotWouldDo()
    {
        var report = await Knowledge.TryAsync("When will my order be shipped?");

        Assert.Equal(("answer", "ship", "Within 48 hours."), (report.Decision, report.EntryId, report.Answer));
    }

    [Fact]
    public async Task PutDraft_Entries_ChangesNothingUntilPublished()
    {
        await Knowledge.PutDraftAsync([new("other", "Do you sell shoes?", "Yes.", [])]);

        Assert.Equal(4, (await Knowledge.GetContentAsync(null))!.Entries.Length);
    }

    [Fact]
    public async Task PutDraft_Broken_NamesEveryError()
    {
        var result = await Knowledge.PutDraftAsync([new("a", "", null, []), new("a", "Do you sell shoes?", null, ["?"])]);

        Assert.Equal(KnowledgeOutcome.Invalid, result.Outcome);
        Assert.Equal(3, result.Errors.Length);
    }

    [Fact]
    public async Task RollBack_OlderVersion_TakesForceUnderANewNumber()
    {
        await _reception.PublishAsync(new KnowledgeEntry("other", "Do you sell shoes?", "Yes.", []));

        var result = await Knowledge.RollBackAsync(1, "test");

        Assert.Equal((KnowledgeOutcome.Done, 3), (result.Outcome, result.Version));
        Assert.Equal(4, (await Knowledge.GetContentAsync(null))!.Entries.Length);
    }

    [Fact]
    public async Task RollBack_UnknownVersion_IsRefused() => Assert.Equal(KnowledgeOutcome.UnknownVersion, (await Knowledge.RollBackAsync(9, "test")).Outcome);

    [Fact]
    public async Task PutDraft_UnknownShop_IsRefused() =>
        Assert.Equal(KnowledgeOutcome.UnknownShop, (await _reception.Grains.GetGrain<IKnowledgeGrain>("nobody").PutDraftAsync([])).Outcome);

    [Fact]
    public async Task CopyFrom_Template_TakesItsPolicyUnderANewName()
    {
        var copy = _reception.Grains.GetGrain<IShopGrain>("copy");

        Assert.Equal(PutPolicyOutcome.Stored, (await copy.CopyFromAsync(new ShopId("demo"), "Copy")).Outcome);

        Assert.Equal(("Copy", 2), ((await copy.GetAsync())!.Policy.Name, (await copy.GetAsync())!.Policy.Queues.Length));
        Assert.Equal(PutPolicyOutcome.VersionConflict, (await copy.CopyFromAsync(new ShopId("demo"), "Copy")).Outcome);
    }

    [Fact]
    public async Task Put_OverAnotherVersion_IsRefused() =>
        Assert.Equal(PutPolicyOutcome.VersionConflict, (await _reception.Grains.GetGrain<IShopGrain>("demo").PutAsync(Counter.Policy, 7)).Outcome);

    [Fact]
    public async Task IdentityKey_Rotated_IsAnother()
    {
        var shop = _reception.Grains.GetGrain<IShopGrain>("demo");
        var first = await shop.GetIdentityKeyAsync();

        Assert.Equal(first, await shop.GetIdentityKeyAsync());
        Assert.NotEqual(first, await shop.RotateIdentityKeyAsync());
        Assert.Equal(32, Convert.FromBase64String(first!).Length);
    }
}
