using System.Text;
using System.Text.Json;
using Reception.Domain.Journal;
using Reception.Storage.Azure;
using Reception.Storage.Json;

namespace Reception.Storage.Tests.Azure;

/// <summary>Stored JSON is frozen: a field may be added, none may change.</summary>
public sealed class AzureStoredJsonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void OpenWork_EveryField_IsFrozen()
    {
        var row = new OpenWork("demo/web/c-ann", "demo/sales", 3, Noon, Noon.AddMinutes(5), Noon.AddSeconds(30), 2, "li", Noon.AddSeconds(10), "refund", 1, "王", "{\"priority\":2}");
        const string Stored = """{"work":"demo/web/c-ann","queue":"demo/sales","epoch":3,"arrival":"2026-11-11T12:00:00+00:00","dueTime":"2026-11-11T12:05:00+00:00","nextStepAt":"2026-11-11T12:00:30+00:00","weight":2,"preferred":"li","preferredUntil":"2026-11-11T12:00:10+00:00","topic":"refund","reason":1,"customerName":"王","request":"{\"priority\":2}"}""";

        Assert.Equal(Stored, Encoding.UTF8.GetString(OpenWorkJson.Write(row)));
        Assert.Equal(row, OpenWorkJson.Read(Encoding.UTF8.GetBytes(Stored)));
    }

    [Fact]
    public void Manifest_OfAStore_IsFrozen() => Assert.Equal("""{"version":1,"accounts":["one","two"]}""", JsonSerializer.Serialize(new StoreManifest(1, ["one", "two"]), StoreManifestJson.Default.StoreManifest));
}
