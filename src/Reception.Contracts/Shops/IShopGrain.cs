using Reception.Contracts.Ids;

namespace Reception.Contracts.Shops;

public enum PutPolicyOutcome { Stored = 0, Invalid = 1, VersionConflict = 2, NotFound = 3 }

/// <summary>Every error at once, each with the path of the value.</summary>
[GenerateSerializer, Immutable]
public sealed record PutPolicyResult(PutPolicyOutcome Outcome, long Version, string[] Errors);

/// <summary>Told to each silo that uses a shop; a hint, the silo also asks once a second while it uses the policy.</summary>
public interface IShopObserver : IGrainObserver
{
    Task OnPolicyChangedAsync(ShopId shop, long version);

    Task OnKnowledgeChangedAsync(ShopId shop, long version);

    Task OnCatalogueChangedAsync(ShopId shop, long version);

    /// <summary>A lever was switched; the policy's version is the same.</summary>
    Task OnPeakChangedAsync(ShopId shop);
}

/// <summary>The versioned policy of a shop. Key: <see cref="ShopId"/>.</summary>
public interface IShopGrain : IGrainWithStringKey
{
    [ReadOnly]
    Task<VersionedPolicy?> GetAsync();

    /// <summary>Stores the next version if <paramref name="expectedVersion"/> (0 = new shop, null = whatever is there) still holds.</summary>
    Task<PutPolicyResult> PutAsync(ShopPolicy policy, long? expectedVersion);

    /// <summary>This shop becomes a copy of <paramref name="template"/> under a new name (C2); refused where it exists.</summary>
    Task<PutPolicyResult> CopyFromAsync(ShopId template, string name);

    /// <summary>The set-up as a template (C2); null: there is no such shop.</summary>
    [ReadOnly]
    Task<TemplateFile?> ExportTemplateAsync();

    /// <summary>What a template would change here, or every error at once; works where there is no shop yet.</summary>
    [ReadOnly]
    Task<TemplateResult> CompareTemplateAsync(TemplateImport import);

    /// <summary>Stores what a template says like <see cref="PutAsync"/>; nothing is stored where nothing changes.</summary>
    Task<TemplateResult> ApplyTemplateAsync(TemplateImport import, long? expectedVersion);

    /// <summary>The key with which the shop signs its customers' identities; made on first use, base64, 256 bits. Admin only, never logged.</summary>
    Task<string?> GetIdentityKeyAsync();

    /// <summary>Makes a new identity key; identities signed with the old one end.</summary>
    Task<string?> RotateIdentityKeyAsync();

    /// <summary>Which peak levers are on, why, and what was switched lately; null: there is no such shop.</summary>
    [ReadOnly]
    Task<PeakView?> GetPeakAsync();

    /// <summary>Switches peak levers by hand, or gives them back to their policy; in force everywhere within 2 s.</summary>
    Task<PeakResult> SwitchPeakAsync(PeakCommand command);

    /// <summary>From a Queue whose shop has a lever that goes by load: every few seconds while anything waits or is served.</summary>
    Task OnDeskLoadAsync(QueueId queue, DeskLoad load);

    Task WatchAsync(IShopObserver observer);

    /// <summary>From Knowledge: a version took force; passed on to those who watch.</summary>
    Task OnKnowledgePublishedAsync(long version);

    /// <summary>From Catalogue: a version took force; passed on to those who watch.</summary>
    Task OnCataloguePublishedAsync(long version);
}
