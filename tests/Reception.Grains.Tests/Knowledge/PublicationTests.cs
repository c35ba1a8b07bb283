using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;
using Reception.Grains.Tests.Conversations;

namespace Reception.Grains.Tests.Knowledge;

/// <summary>Publishing: what stands against it, the check, the canary, and what customers hear.</summary>
public sealed class PublicationTests : IAsyncLifetime
{
    private static readonly KnowledgeEntry Shoes = new("shoes", "Do you sell shoes?", "Yes.", ["are there shoes", "can i buy shoes here"]);

    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    private IKnowledgeGrain Knowledge => _reception.Grains.GetGrain<IKnowledgeGrain>("demo");

    private IKnowledgeDraftGrain Draft => _reception.Grains.GetGrain<IKnowledgeDraftGrain>("demo");

    [Fact]
    public async Task Publish_GoodDraft_TakesForceUnderTheNumberSetAside()
    {
        await Draft.ChangeDraftAsync([Shoes], [], null, "anna");

        var done = await PublishAsync(new("anna", "shoes"));

        Assert.Equal((PublicationState.Published, 2), (done.State, done.Version));
        Assert.Equal(2, await Knowledge.GetCurrentVersionAsync());
        var listed = (await Knowledge.GetVersionsAsync())[^1];
        Assert.Equal(("anna", "shoes", VersionState.InForce, 100), (listed.PublishedBy, listed.Note, listed.State, listed.Share));
    }

    [Fact]
    public async Task Publish_Contradiction_IsRefusedAndSaysSo()
    {
        await Draft.ChangeDraftAsync([Shoes, Shoes with { Id = "boots", Answer = "No.", Similar = [] }], [], null, "anna");

        var done = await PublishAsync(new("anna"));

        Assert.Equal(PublicationState.Refused, done.State);
        var finding = Assert.Single(done.Report!.Findings, f => f.Severity == FindingSeverity.Error);
        Assert.Equal((FindingKind.Contradiction, "boots,shoes"), (finding.Kind, string.Join(',', finding.EntryIds)));
        Assert.Equal(1, await Knowledge.GetCurrentVersionAsync());
        Assert.Null(await Knowledge.GetContentAsync(done.Version));
    }

    [Fact]
    public async Task Publish_ForcedOverErrors_TakesForceUnderANewNumber()
    {
        await Draft.ChangeDraftAsync([Shoes, Shoes with { Id = "boots", Answer = "No.", Similar = [] }], [], null, "anna");
        var refused = await PublishAsync(new("anna"));

        var done = await PublishAsync(new("anna", Force: true));

        Assert.Equal((PublicationState.Published, refused.Version + 1), (done.State, done.Version));
    }

    [Fact]
    public async Task Publish_CaseThatPassedBefore_IsRefusedWhenItBreaks()
    {
        await Draft.PutRegressionAsync("{\"text\":\"when do you ship my order\",\"expect\":\"ship\"}\n{\"text\":\"what is the weather in spring\",\"expect\":null}"u8.ToArray());
        await Draft.ChangeDraftAsync([Shoes], ["ship"], null, "anna");

        var done = await PublishAsync(new("anna", Asked: ["when will you ship my order"]));

        Assert.Equal(PublicationState.Refused, done.State);
        Assert.Equal(new(2, 1, 2, 1, 0), done.Report!.Regression);
        Assert.Contains(done.Report.Findings, f => f.Kind == FindingKind.BrokenCase);
        Assert.Contains(done.Report.Changed, c => c is { Text: "when will you ship my order", Before: "ship", Now: not "ship" });
    }

    [Fact]
    public async Task Check_OlderVersion_PutsNothingInForce()
    {
        await Draft.ChangeDraftAsync([Shoes], [], null, "anna");
        await PublishAsync(new("anna"));

        var done = await PublishAsync(new("anna", CheckOnly: true, Version: 1));

        Assert.Equal((PublicationState.Checked, 4, 2), (done.State, done.Report!.Entries, done.Report.Against));
        Assert.Equal(2, await Knowledge.GetCurrentVersionAsync());
    }

    [Fact]
    public async Task Publish_SameAsInForce_IsNothing() => Assert.Equal(KnowledgeOutcome.NothingToPublish, (await Knowledge.StartPublicationAsync(new("anna"))).Outcome);

    [Fact]
    public async Task Publish_WhileAnotherIsChecked_IsRefused()
    {
        await Draft.ChangeDraftAsync([Shoes], [], null, "anna");
        var first = await Knowledge.StartPublicationAsync(new("anna", CheckOnly: true));

        var second = await Knowledge.StartPublicationAsync(new("ben"));

        // The first may be done already: then the second was started.
        Assert.Equal(KnowledgeOutcome.Done, first.Outcome);
        Assert.True(second.Outcome == KnowledgeOutcome.Busy || second.Publication!.Number == 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Publish_ShareThatIsNone_IsRefused(int share)
    {
        await Draft.ChangeDraftAsync([Shoes], [], null, "anna");
        Assert.Equal(KnowledgeOutcome.Invalid, (await Knowledge.StartPublicationAsync(new("anna", CanaryShare: share))).Outcome);
    }

    [Fact]
    public async Task Canary_Published_AnswersItsShareAndNoOther()
    {
        await Draft.ChangeDraftAsync([new("ship", "When will my order be shipped?", "Within 24 hours.", ["when do you ship", "how long until you ship my order", "has my parcel been sent"])], [], null, "anna");
        await PublishAsync(new("anna", CanaryShare: 50));
        Assert.Equal((1, 2, 50), ((await Knowledge.GetInForceAsync()).Current, (await Knowledge.GetInForceAsync()).Canary, (await Knowledge.GetInForceAsync()).Share));
        await UntilSomebodyHearsAsync("Within 24 hours.");

        var heard = new List<string>();
        for (var i = 0; i < 40; i++) heard.Add(await AskAsync($"c-{i}"));

        Assert.InRange(heard.Count(text => text == "Within 24 hours."), 8, 32);
        Assert.Equal(40, heard.Count(text => text is "Within 24 hours." or "Within 48 hours."));
    }

    [Fact]
    public async Task Canary_PromotedOrAborted_EndsIt()
    {
        Assert.Equal(KnowledgeOutcome.NoCanary, (await Knowledge.SetShareAsync(50, "anna")).Outcome);
        await Draft.ChangeDraftAsync([Shoes], [], null, "anna");
        await PublishAsync(new("anna", CanaryShare: 5));
        Assert.Equal(KnowledgeOutcome.CanaryRunning, (await Knowledge.StartPublicationAsync(new("anna", Force: true))).Outcome);
        await Knowledge.SetShareAsync(0, "anna");
        Assert.Equal([VersionState.InForce, VersionState.Aborted], (await Knowledge.GetVersionsAsync()).Select(v => v.State));

        await PublishAsync(new("anna", CanaryShare: 5));
        await Knowledge.SetShareAsync(100, "anna");

        Assert.Equal([VersionState.Former, VersionState.Aborted, VersionState.InForce], (await Knowledge.GetVersionsAsync()).Select(v => v.State));
        Assert.Equal(3, await Knowledge.GetCurrentVersionAsync());
    }

    [Fact]
    public async Task RollBack_DuringACanary_EndsIt()
    {
        await Draft.ChangeDraftAsync([Shoes], [], null, "anna");
        await PublishAsync(new("anna", CanaryShare: 5));

        await Knowledge.RollBackAsync(1, "anna");

        var inForce = await Knowledge.GetInForceAsync();
        Assert.Equal((3, null), (inForce.Current, inForce.Canary));
    }

    private async Task<Publication> PublishAsync(PublicationOrder order)
    {
        var start = await Knowledge.StartPublicationAsync(order);
        Assert.Empty(start.Errors);
        await _reception.Host.UntilAsync(async () => (await Knowledge.GetPublicationAsync(start.Publication!.Number))!.State != PublicationState.Checking, "the check");
        return (await Knowledge.GetPublicationAsync(null))!;
    }

    private async Task<string> AskAsync(string customer)
    {
        var posted = await _reception.PostAsync(customer, "When will my order be shipped?");
        return posted.Produced.Last(m => m.Author == Author.Bot).Text;
    }

    private async Task UntilSomebodyHearsAsync(string text)
    {
        var asked = 0;
        await _reception.Host.UntilAsync(async () => await AskAsync($"first-{asked++}") == text, "the canary");
    }
}
