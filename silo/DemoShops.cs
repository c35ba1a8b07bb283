using Reception.Contracts.Agents;
using Reception.Contracts.Goods;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Domain.Knowledge;
using Reception.Gateway;
using Reception.Gateway.Demo;
using Reception.Gateway.Rest;

namespace Reception.Silo;

/// <summary>
/// Puts the two demo shops into an empty store: policy, published knowledge and catalogue, three agents each. What is there already stays as it is,
/// so a shop that somebody changed keeps the change.
/// </summary>
internal sealed class DemoShops(IGrainFactory grains) : IHostedService
{
    /// <summary>The shops that have demo orders: all of the demo, or none.</summary>
    public static IReadOnlyCollection<string> Ids(bool isDemo) => isDemo ? [.. ShippedDemo.Page.Shops.Select(shop => shop.Shop)] : [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var shop in ShippedDemo.Page.Shops) await SeedAsync(shop, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task SeedAsync(DemoShop demo, CancellationToken cancellationToken)
    {
        var shop = grains.GetGrain<IShopGrain>(demo.Shop);
        if (await shop.GetAsync() is null)
        {
            var policy = ShopDocument.Parse(await File.ReadAllBytesAsync(Asset($"{demo.Shop}.policy.json"), cancellationToken));
            var stored = await shop.PutAsync(policy, expectedVersion: 0);
            if (stored.Outcome != PutPolicyOutcome.Stored) throw new InvalidDataException($"The policy of {demo.Shop} is not valid: {string.Join(" ", stored.Errors)}");
        }
        var knowledge = grains.GetGrain<IKnowledgeGrain>(demo.Shop);
        if (await knowledge.GetCurrentVersionAsync() == 0) await PublishAsync(demo, knowledge, cancellationToken);
        var catalogue = grains.GetGrain<ICatalogueGrain>(demo.Shop);
        if (await catalogue.GetCurrentVersionAsync() == 0) await PublishAsync(demo, catalogue, cancellationToken);
        foreach (var agent in AgentsDocument.Parse(await File.ReadAllBytesAsync(Asset($"{demo.Shop}.agents.json"), cancellationToken))) await EmployAsync(agent);
    }

    private async Task PublishAsync(DemoShop demo, IKnowledgeGrain knowledge, CancellationToken cancellationToken)
    {
        var read = KnowledgeImport.Parse(await File.ReadAllBytesAsync(Asset($"{demo.Shop}.knowledge.jsonl"), cancellationToken));
        var drafted = await knowledge.PutDraftAsync([.. read.Entries.Select(entry => entry.ToContract())]);
        if (drafted.Outcome != KnowledgeOutcome.Done) throw new InvalidDataException($"The knowledge of {demo.Shop} is not valid: {string.Join(" ", drafted.Errors)}");
        await knowledge.PublishAsync("demo", "as shipped");
        var cases = await grains.GetGrain<IKnowledgeDraftGrain>(demo.Shop).PutRegressionAsync(await File.ReadAllBytesAsync(Asset($"{demo.Shop}.regression.jsonl"), cancellationToken));
        if (cases.Outcome != KnowledgeOutcome.Done) throw new InvalidDataException($"The regression set of {demo.Shop} is not valid: {string.Join(" ", cases.Errors)}");
    }

    private static async Task PublishAsync(DemoShop demo, ICatalogueGrain catalogue, CancellationToken cancellationToken)
    {
        var drafted = await catalogue.PutDraftAsync(await File.ReadAllBytesAsync(Asset($"{demo.Shop}.catalogue.jsonl"), cancellationToken), CatalogueFormat.JsonLines);
        if (drafted.Outcome != CatalogueOutcome.Done) throw new InvalidDataException($"The catalogue of {demo.Shop} is not valid: {string.Join(" ", drafted.Errors)}");
        await catalogue.PublishAsync("demo", "as shipped");
    }

    private async Task EmployAsync(AgentProfile agent)
    {
        var grain = grains.GetGrain<IAgentGrain>(agent.Id.Value);
        if (await grain.GetProfileAsync() is null) await grain.PutProfileAsync(agent);
    }

    private static string Asset(string file) => Path.Combine(AppContext.BaseDirectory, "Demo", file);
}
