using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reception.Clustering.Membership;
using Reception.Domain.Journal;
using Reception.Storage.Azure;
using Reception.Storage.Azure.Journal;
using Reception.Storage.GrainStates;

namespace Reception.Storage.Tests.Azure;

/// <summary>How a host gets the store: options bound and checked at start, ports behind their interfaces, data of other accounts refused.</summary>
public sealed class AzureRegistrationTests(AzuriteFixture azurite)
{
    private const string Key = "c2VjcmV0LXRoYXQtbm9ib2R5LW1heS1zZWU=";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithAConnectionStringOfTheConfiguration_HasEveryPort()
    {
        var server = await azurite.ServerAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Reception:Storage:Azure:ConnectionStrings:0"] = server.ConnectionString(),
            ["Reception:Storage:Azure:Prefix"] = azurite.NextName() + "host",
            ["Reception:Storage:Azure:Client:MaxRetries"] = "5",
        });
        builder.Services.AddReceptionAzureStore(options => options.GrainStateContainer = options.Prefix + "grains");
        using var host = builder.Build();
        await host.StartAsync(Stop);

        Assert.Equal(AppendOutcome.Appended, await host.Services.GetRequiredService<IConversationJournal>().AppendAsync(Events.Of("demo/web/c", 0, "a"), Stop));
        Assert.Empty(await host.Services.GetRequiredService<IOpenWorkIndex>().GetQueuesAsync(Stop));
        Assert.Equal(0, await host.Services.GetRequiredService<IEpisodeStore>().GetPositionAsync(Stop));
        Assert.Null(await host.Services.GetRequiredService<IWorkOrderStore>().FindAsync(new Reception.Contracts.Ids.ConversationId(new("demo"), "web", "c"), Stop));
        Assert.Null(await host.Services.GetRequiredService<IGrainStates>().ReadAsync(new GrainStateKey("Default", "agent/li", "agent"), Stop));
        Assert.Equal(0, (await host.Services.GetRequiredService<IMembershipStore>().ReadAsync("one", null)).Version);
        Assert.Empty(await host.Services.GetRequiredService<ICustomerData>().FindAsync(new("demo"), "c-ann", Stop));
        Assert.Equal(5, host.Services.GetRequiredService<IOptions<AzureStoreOptions>>().Value.Client.MaxRetries);
        await host.StopAsync(Stop);
    }

    [Fact]
    public void Validate_ManyMistakes_SaysAllAtOnceAndNoSecret()
    {
        var options = new AzureStoreOptions { Prefix = "No!", GrainStateContainer = "-", BlocksPerBlob = 1, FeedPatience = TimeSpan.Zero };
        options.ConnectionStrings.Add($"AccountName=a;AccountKey={Key};BlobEndpoint=nowhere");
        options.ConnectionStrings.Add($"AccountKey={Key}");
        options.AccountNames.Add("Big");

        var failures = new AzureStoreOptionsValidator().Validate(null, options).Failures!.ToArray();

        Assert.Equal(8, failures.Length);
        Assert.All(failures, failure => Assert.StartsWith("Reception:Storage:Azure", failure, StringComparison.Ordinal));
        Assert.DoesNotContain(failures, failure => failure.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_DefaultsWithAnAccount_Holds()
    {
        var options = new AzureStoreOptions();
        options.AccountNames.Add("receptionone");
        Assert.True(new AzureStoreOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public async Task Open_DataOfOtherAccounts_IsRefused()
    {
        var folder = new AzureFolder(azurite);
        await (await folder.OpenAsync(accounts: 2)).EnsureOpenAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await folder.OpenAsync(accounts: 1)).EnsureOpenAsync());
        Assert.Contains("account1, account2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_TwoAccounts_SpreadsConversationsAndKeepsACustomersTogether()
    {
        var store = await new AzureFolder(azurite).OpenAsync(accounts: 2);
        var journal = new AzureConversationJournal(store);
        for (var i = 0; i < 16; i++)
            foreach (var channel in new[] { "web", "app" }) await journal.AppendAsync(Events.Of($"demo/{channel}/c-{i}", 0, "a"), Stop);

        for (var account = 0; account < 2; account++)
        {
            var names = await store.JournalBlobs(account).ListAsync("", Stop).Select(item => item.Name).ToListAsync(Stop);
            Assert.InRange(names.Count, 2, 30);
            Assert.All(names.GroupBy(name => name[..32]), customer => Assert.Equal(2, customer.Count()));
        }
    }
}
