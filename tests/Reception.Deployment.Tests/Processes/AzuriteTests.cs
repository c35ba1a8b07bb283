using System.Net;
using Reception.Silo.Storage;
using Reception.Silo.Storage.Azurite;
using Reception.Tests;

namespace Reception.Deployment.Tests.Processes;

/// <summary>Azurite beside a process: installed from the lock file, started on free ports, ended with it.</summary>
public sealed class AzuriteTests : IDisposable
{
    private static readonly AzuriteOptions Options = new() { ProgramFolder = Path.Combine(TestRun.Root, "artifacts", "azurite") };
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-azurite-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Start_Answers_WithItsOwnKey_AndEndsWhenAsked()
    {
        Uri blobs;
        await using (var azurite = await AzuriteServer.StartAsync(_folder, Options, TimeProvider.System))
        {
            blobs = azurite.Blobs;
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(azurite.Blobs)); // nobody comes in without the key
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(azurite.Tables));
            Assert.Contains($"BlobEndpoint={blobs};TableEndpoint={azurite.Tables};", azurite.ConnectionString, StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "azurite", "account.key")));
        }
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(blobs));
        Assert.True(File.Exists(Path.Combine(_folder, "azurite", "files", "__azurite_db_blob__.json")));

        await using var again = await AzuriteServer.StartAsync(_folder, Options, TimeProvider.System); // the same files and key
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(again.Blobs));
    }

    private static async Task<HttpStatusCode> StatusAsync(Uri address)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{address}?comp=list"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
