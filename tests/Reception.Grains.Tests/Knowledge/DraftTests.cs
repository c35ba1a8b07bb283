using System.Text;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Grains.Tests.Conversations;

namespace Reception.Grains.Tests.Knowledge;

/// <summary>Drafts: files, single entries, revisions, differences and review.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    private IKnowledgeDraftGrain Draft => _reception.Grains.GetGrain<IKnowledgeDraftGrain>("demo");

    [Fact]
    public async Task Import_FileWithErrors_NamesEveryLineAndChangesNothing()
    {
        var before = await Draft.GetDraftStateAsync();

        var result = await Draft.ImportDraftAsync(KnowledgeFormat.JsonLines, "{\"id\":\"a\",\"question\":\"?\"}\nx\n{\"id\":\"b\",\"question\":\"b\",\"next\":[\"c\"]}"u8.ToArray(), null, "anna");

        Assert.Equal(KnowledgeOutcome.Invalid, result.Outcome);
        Assert.Equal(["line 1", "line 2", "line 3"], result.Errors.Select(e => e.Split(':')[0]));
        Assert.Equal(before, await Draft.GetDraftStateAsync());
    }

    [Fact]
    public async Task Import_ExportedTable_IsTheSameDraft()
    {
        var table = await Draft.ExportDraftAsync(KnowledgeFormat.Csv, null);

        var result = await Draft.ImportDraftAsync(KnowledgeFormat.Csv, table!, null, "anna");

        Assert.Equal((KnowledgeOutcome.Done, 4), (result.Outcome, result.Entries));
        Assert.Equal(table, await Draft.ExportDraftAsync(KnowledgeFormat.Csv, null));
    }

    [Fact]
    public async Task Change_OverAnOlderRevision_IsAConflict()
    {
        var read = (await Draft.GetDraftStateAsync()).Revision;
        Assert.Equal(read + 1, (await Draft.ChangeDraftAsync([new("new", "Do you sell shoes?", "Yes.", [])], [], read, "anna")).Revision);

        var late = await Draft.ChangeDraftAsync([], ["new"], read, "ben");

        Assert.Equal((KnowledgeOutcome.Conflict, read + 1), (late.Outcome, late.Revision));
    }

    [Fact]
    public async Task Change_RemovingWhatOthersOffer_WarnsOfThem()
    {
        await Draft.ChangeDraftAsync([new("new", "Do you sell shoes?", "Yes.", [], Next: ["size"])], [], null, "anna");

        var result = await Draft.ChangeDraftAsync([], ["size"], null, "anna");

        Assert.Equal(KnowledgeOutcome.Done, result.Outcome);
        Assert.Contains("new", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_UnknownEntryOrChannel_IsToldApart()
    {
        Assert.Equal(KnowledgeOutcome.UnknownEntry, (await Draft.ChangeDraftAsync([], ["nothing"], null, "anna")).Outcome);
        var result = await Draft.ChangeDraftAsync([new("new", "Do you sell shoes?", "Yes.", [], Variants: [new(["fax"], "No.")])], [], null, "anna");
        Assert.Contains("fax", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_AfterChanges_ListsThemByEntry()
    {
        await Draft.StartDraftAsync(null, null, "anna");
        await Draft.ChangeDraftAsync([new("new", "Do you sell shoes?", "Yes.", []), new("ship", "When will my order be shipped?", "Within 24 hours.", [])], ["size"], null, "anna");

        var diff = (await Draft.DiffAsync(null))!;

        Assert.Equal((1, 1, 1), (diff.Added, diff.Changed, diff.Removed));
        Assert.Equal(["new:", "ship:answer,similar", "size:"], diff.Changes.Select(c => $"{c.Id}:{string.Join(',', c.Fields)}"));
        Assert.Contains("24 hours", diff.Changes[1].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutEntry_WithoutADraft_StartsFromWhatIsInForce()
    {
        await _reception.DisposeAsync();
        _reception = await Counter.OpenAsync(withKnowledge: false);

        var result = await Draft.PutEntryAsync("new", Encoding.UTF8.GetBytes("{\"question\":\"Do you sell shoes?\"}"), 0, "anna");

        Assert.Equal((KnowledgeOutcome.Done, 1), (result.Outcome, result.Entries));
        Assert.Equal("{\"id\":\"new\",\"question\":\"Do you sell shoes?\",\"similar\":[]}", Encoding.UTF8.GetString((await Draft.ExportDraftAsync(KnowledgeFormat.JsonLines, "new"))!));
    }

    [Fact]
    public async Task Review_Required_KeepsAnUnapprovedDraftFromBeingPublished()
    {
        var knowledge = _reception.Grains.GetGrain<IKnowledgeGrain>("demo");
        await _reception.Grains.GetGrain<IShopGrain>("demo").PutAsync(Counter.Policy with { Knowledge = new(ReviewRequired: true) }, null);
        await _reception.Host.UntilAsync(async () => (await Draft.GetDraftStateAsync()).ReviewRequired, "the policy");
        await Draft.ChangeDraftAsync([new("new", "Do you sell shoes?", "Yes.", [])], [], null, "anna");
        Assert.Equal(KnowledgeOutcome.ReviewMissing, (await knowledge.StartPublicationAsync(new("anna"))).Outcome);

        await Draft.ReviewAsync(new(ReviewState.Submitted, "anna"));
        Assert.Equal(KnowledgeOutcome.SamePerson, (await Draft.ReviewAsync(new(ReviewState.Approved, "anna"))).Outcome);
        Assert.Equal(KnowledgeOutcome.Invalid, (await Draft.ReviewAsync(new(ReviewState.Rejected, "ben"))).Outcome);
        Assert.Equal(KnowledgeOutcome.Done, (await Draft.ReviewAsync(new(ReviewState.Approved, "ben"))).Outcome);
        await Draft.ChangeDraftAsync([new("new", "Do you sell shoes?", "No.", [])], [], null, "anna");
        Assert.Equal(KnowledgeOutcome.ReviewMissing, (await knowledge.StartPublicationAsync(new("anna"))).Outcome);

        await Draft.ReviewAsync(new(ReviewState.Submitted, "anna"));
        await Draft.ReviewAsync(new(ReviewState.Approved, "ben"));
        Assert.Equal(KnowledgeOutcome.Done, (await knowledge.StartPublicationAsync(new("anna"))).Outcome);
    }
}
