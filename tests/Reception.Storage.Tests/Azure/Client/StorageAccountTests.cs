using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Reception.Domain.Time;
using Reception.Storage.Azure.Client;

namespace Reception.Storage.Tests.Azure.Client;

/// <summary>Who a caller is: connection strings, shared access signatures (against Azurite), tokens (against a handler that looks).</summary>
public sealed class StorageAccountTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "devstoreaccount1", "http://127.0.0.1:10000/devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=one;AccountKey=AAAA;EndpointSuffix=core.windows.net", "one", "https://one.blob.core.windows.net/", "https://one.table.core.windows.net/")]
    [InlineData("BlobEndpoint=https://two.blob.example.com/;TableEndpoint=https://two.table.example.com/;SharedAccessSignature=sv=1&sig=x=", "two", "https://two.blob.example.com/", "https://two.table.example.com/")]
    public void Parse_ConnectionString_HasNameAndAddresses(string text, string name, string blobs, string tables)
    {
        var account = StorageAccount.Parse(text);
        Assert.Equal((name, new Uri(blobs), new Uri(tables)), (account.Name, account.Blobs, account.Tables));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("AccountName=one")]
    [InlineData("AccountName=one;AccountKey=not base64!")]
    [InlineData("AccountKey=AAAA")]
    [InlineData("AccountName=one;AccountKey=AAAA;BlobEndpoint=nowhere")]
    public void Parse_BadConnectionString_IsRefusedWithoutRepeatingIt(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => StorageAccount.Parse(text));
        Assert.DoesNotContain("AAAA", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("base64!", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_OfAnAccount_EntersBlobsAndTablesAndNothingItDoesNotAllow()
    {
        var server = await azurite.ServerAsync();
        var all = Client(StorageAccount.WithSignature("account1", server.Account().Blobs, server.Account().Tables, Sign(server.Account(), "rwdlacu")));
        var blobs = all.Blobs(azurite.NextName() + "-sas");
        var table = all.Tables(azurite.NextName() + "sas");
        await blobs.CreateContainerAsync(Stop);
        await table.CreateAsync(Stop);
        await blobs.CreateAppendAsync("a", cancellation: Stop);
        Assert.Equal(AppendResult.Appended, (await blobs.AppendAsync("a", "x"u8.ToArray(), 0, Stop)).Result);
        Assert.Single(await blobs.ListAsync("", Stop).ToListAsync(Stop));
        Assert.True(await table.TransactAsync([new(TableAction.Insert, new TableEntity("p", "r"))], Stop));
        Assert.Single(await table.ListAsync("PartitionKey eq 'p'", cancellation: Stop).ToListAsync(Stop));

        var reading = Client(StorageAccount.WithSignature("account1", server.Account().Blobs, server.Account().Tables, "?" + Sign(server.Account(), "rl"))).Blobs(blobs.Container);
        Assert.NotNull(await reading.GetAsync("a", Stop));
        Assert.Equal(403, (await Assert.ThrowsAsync<StorageRequestException>(async () => await reading.AppendAsync("a", "y"u8.ToArray(), 1, Stop))).Status);
    }

    [Fact]
    public async Task Token_OfAnIdentity_GoesWithEveryTryAndOverHttpsOnly()
    {
        var seen = new List<string?>();
        var account = StorageAccount.WithToken("one", new FixedToken());
        var client = new StorageClient(account, new StorageClientOptions { RetryDelay = TimeSpan.FromMilliseconds(1), Wrap = inner => new Looking(inner, seen) }, azurite.Pressure, TimeProvider.System, new SystemRandomSource());

        Assert.True(await client.Blobs("c").CreateAppendAsync("a", cancellation: Stop));

        Assert.Equal(["https://one.blob.core.windows.net/c/a Bearer token-for-https://storage.azure.com/.default", "https://one.blob.core.windows.net/c/a Bearer token-for-https://storage.azure.com/.default"], seen);
        Assert.Throws<ArgumentException>(() => StorageAccount.WithToken("one", new Uri("http://one.example.com"), new Uri("http://one.example.com"), new FixedToken()));
    }

    private StorageClient Client(StorageAccount account) => new(account, new StorageClientOptions(), azurite.Pressure, TimeProvider.System, new SystemRandomSource());

    /// <summary>https://learn.microsoft.com/rest/api/storageservices/create-account-sas.</summary>
    private static string Sign(StorageAccount account, string permissions)
    {
        const string Version = "2019-12-12";
        var expiry = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var text = $"{account.Name}\n{permissions}\nbt\nsco\n\n{expiry}\n\n\n{Version}\n";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(account.Key!, Encoding.UTF8.GetBytes(text)));
        return $"sv={Version}&ss=bt&srt=sco&sp={permissions}&se={Uri.EscapeDataString(expiry)}&sig={Uri.EscapeDataString(signature)}";
    }

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new($"token-for-{requestContext.Scopes[0]}", TimeProvider.System.GetUtcNow().AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    /// <summary>Answers 500 to the first request and 201 to the second.</summary>
    private sealed class Looking(HttpMessageHandler inner, List<string?> seen) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add($"{request.RequestUri} {request.Headers.Authorization}");
            return Task.FromResult(new HttpResponseMessage(seen.Count == 1 ? HttpStatusCode.InternalServerError : HttpStatusCode.Created) { RequestMessage = request, Content = new ByteArrayContent([]) });
        }
    }
}
