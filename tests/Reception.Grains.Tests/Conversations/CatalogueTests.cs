using System.Text;
using Reception.Contracts.Conversations;
using Reception.Contracts.Goods;
using Reception.Domain.Conversations.Events;

namespace Reception.Grains.Tests.Conversations;

/// <summary>A shop's catalogue, as conversations use it.</summary>
public sealed class CatalogueTests : IAsyncLifetime
{
    private const string Lamp = """{"id":"lamp","name":"Moss lamp","suits":["reading"],"price":40,"currency":"USD"}""";

    private Counter _reception = null!;

    public async ValueTask InitializeAsync() => _reception = await Counter.OpenAsync();

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    private ICatalogueGrain Catalogue => _reception.Grains.GetGrain<ICatalogueGrain>("demo");

    [Fact]
    public async Task Post_ProductQuestion_IsAnsweredWithItsCardOncePublished()
    {
        await PutAsync(Lamp);
        await _reception.PostAsync("v-1", "how much is the Moss lamp");
        Assert.Empty(_reception.Events("v-1").OfType<BotAnswered>());

        await Catalogue.PublishAsync("test", null);

        var asked = 1;
        await _reception.Host.UntilAsync(async () => (await _reception.PostAsync($"w-{asked++}", "how much is the Moss lamp")).Produced.Any(m => m.EntryId == "goods:facts:lamp"), "the catalogue in force");
        var answer = _reception.Events($"w-{asked - 1}").OfType<BotAnswered>().Single();
        Assert.Equal(("recommendation", PartKind.Product, "$40"), (answer.Rule, answer.Parts![0].Kind, answer.Parts[0].Price));
    }

    [Fact]
    public async Task PutDraft_Broken_NamesTheLinesAndChangesNothing()
    {
        await PutAsync(Lamp);
        var result = await PutAsync("{}\n" + Lamp + "\n" + Lamp);

        Assert.Equal(CatalogueOutcome.Invalid, result.Outcome);
        Assert.Contains(result.Errors, e => e.StartsWith("line 3", StringComparison.Ordinal));
        Assert.Contains("Moss", Encoding.UTF8.GetString((await Catalogue.GetDraftAsync(CatalogueFormat.Csv))!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RollBack_OlderVersion_TakesForceUnderANewNumber()
    {
        foreach (var price in new[] { "40", "50" })
        {
            await PutAsync(Lamp.Replace("40", price, StringComparison.Ordinal));
            await Catalogue.PublishAsync("test", null);
        }

        var result = await Catalogue.RollBackAsync(1, "test");

        Assert.Equal((CatalogueOutcome.Done, 3, 40m), (result.Outcome, result.Version, (await Catalogue.GetContentAsync(null))!.Products.Single().Price));
    }

    [Fact]
    public async Task Try_Question_TellsTheAnswerAndWhy()
    {
        await PutAsync(Lamp);
        await Catalogue.PublishAsync("test", null);

        var report = await Catalogue.TryAsync("which lamp is best for reading", null);

        Assert.Equal(("answer", "suits", "lamp"), (report.Decision, report.Kind, report.Products.Single()));
        Assert.Contains("reading", report.Reasons);
    }

    [Fact]
    public async Task PutDraft_UnknownShop_IsRefused() =>
        Assert.Equal(CatalogueOutcome.UnknownShop, (await _reception.Grains.GetGrain<ICatalogueGrain>("nobody").PutDraftAsync(Encoding.UTF8.GetBytes(Lamp), CatalogueFormat.JsonLines)).Outcome);

    private Task<CatalogueResult> PutAsync(string lines) => Catalogue.PutDraftAsync(Encoding.UTF8.GetBytes(lines), CatalogueFormat.JsonLines);
}
