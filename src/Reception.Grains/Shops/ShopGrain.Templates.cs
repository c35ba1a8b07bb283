using Reception.Contracts.Shops;
using Reception.Domain.Shops.Templates;

namespace Reception.Grains.Shops;

internal sealed partial class ShopGrain
{
    public Task<TemplateFile?> ExportTemplateAsync() =>
        Task.FromResult(Shop.Policy is { } policy ? new TemplateFile(Shop.Version, ShopTemplate.Write(new(Id, Shop.Version, policy))) : null);

    public Task<TemplateResult> CompareTemplateAsync(TemplateImport import) => Task.FromResult(Compare(import).Result);

    public async Task<TemplateResult> ApplyTemplateAsync(TemplateImport import, long? expectedVersion)
    {
        var (result, policy) = Compare(import);
        if (policy is null) return result;
        if (result.Changes.Length == 0 && (expectedVersion is null || expectedVersion == Shop.Version)) return result;
        var stored = await PutAsync(policy, expectedVersion);
        return new(stored.Outcome, stored.Version, result.Changes, stored.Errors);
    }

    private (TemplateResult Result, ShopPolicy? Policy) Compare(TemplateImport import)
    {
        var read = ShopTemplate.Read(import);
        return read.Policy is { } policy
            ? (new(PutPolicyOutcome.Stored, Shop.Version, PolicyDifference.Between(Shop.Policy, policy), []), policy)
            : (new(PutPolicyOutcome.Invalid, Shop.Version, [], read.Errors), null);
    }
}
