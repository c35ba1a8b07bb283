using System.Net;
using Orleans;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Reception.Storage.Tests;

/// <summary>What Orleans asks of every membership table: rows and version change together or not at all.</summary>
public abstract class MembershipTableSpecification : IAsyncLifetime
{
    private static readonly DateTime Noon = new(2026, 11, 11, 12, 0, 0, DateTimeKind.Utc);
    private int _generation;

    protected IMembershipTable Table { get; private set; } = null!;

    protected abstract ValueTask<(IMembershipTable Table, IGatewayListProvider Gateways)> OpenAsync(string cluster);

    protected abstract ValueTask<IMembershipTable> ReopenAsync(string cluster);

    public async ValueTask InitializeAsync()
    {
        (Table, Gateways) = await OpenAsync("one");
        await Table.InitializeMembershipTable(true);
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IGatewayListProvider Gateways { get; set; } = null!;

    [Fact]
    public async Task ReadAll_NeverWritten_IsVersionZeroWithATag()
    {
        var data = await Table.ReadAll();

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
        Assert.NotNull(data.Version.VersionEtag);
    }

    [Fact]
    public async Task Insert_ThenRead_HasEveryFieldAndTheNextVersion()
    {
        var entry = Entry();
        entry.AddSuspector(SiloAddress.New(IPAddress.Loopback, 7, 9), Noon.AddTicks(3));
        (entry.RoleName, entry.FaultZone, entry.UpdateZone) = ("123:456", 2, 3);
        Assert.True(await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next()));

        var data = await Table.ReadRow(entry.SiloAddress);
        var read = Assert.Single(data.Members).Item1;
        Assert.Equal(1, data.Version.Version);
        Assert.Equal(Text(entry), Text(read));
    }

    [Fact]
    public async Task Insert_OlderTableVersion_IsRefusedAndWritesNothing()
    {
        var old = (await Table.ReadAll()).Version;
        Assert.True(await Table.InsertRow(Entry(), old.Next()));

        Assert.False(await Table.InsertRow(Entry(), old.Next()));
        Assert.Single((await Table.ReadAll()).Members);
    }

    [Fact]
    public async Task Insert_SiloThatIsThere_IsRefused()
    {
        var entry = await InsertAsync(Entry());

        Assert.False(await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next()));
        Assert.Equal(1, (await Table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Update_BothTags_ReplacesTheRowAndChangesBothTags()
    {
        var entry = await InsertAsync(Entry());
        var before = await Table.ReadRow(entry.SiloAddress);
        entry.Status = SiloStatus.Active;
        Assert.True(await Table.UpdateRow(entry, before.Members[0].Item2, before.Version.Next()));

        var after = await Table.ReadRow(entry.SiloAddress);
        Assert.Equal(SiloStatus.Active, after.Members[0].Item1.Status);
        Assert.Equal(2, after.Version.Version);
        Assert.NotEqual(before.Members[0].Item2, after.Members[0].Item2);
        Assert.NotEqual(before.Version.VersionEtag, after.Version.VersionEtag);
    }

    [Fact]
    public async Task Update_OlderRowTag_IsRefused()
    {
        var entry = await InsertAsync(Entry());
        var old = (await Table.ReadRow(entry.SiloAddress)).Members[0].Item2;
        await UpdateAsync(entry);

        Assert.False(await Table.UpdateRow(entry, old, (await Table.ReadAll()).Version.Next()));
    }

    [Fact]
    public async Task Update_OlderTableVersion_IsRefused()
    {
        var entry = await InsertAsync(Entry());
        var old = (await Table.ReadAll()).Version;
        await InsertAsync(Entry());

        Assert.False(await Table.UpdateRow(entry, (await Table.ReadRow(entry.SiloAddress)).Members[0].Item2, old.Next()));
    }

    [Fact]
    public async Task Update_SiloThatIsNotThere_IsRefused()
    {
        Assert.False(await Table.UpdateRow(Entry(), "0", (await Table.ReadAll()).Version.Next()));
        Assert.Empty((await Table.ReadAll()).Members);
    }

    [Fact]
    public async Task Update_ManyAtOnce_ExactlyOneWinsEachVersion()
    {
        var entry = await InsertAsync(Entry());
        for (var round = 0; round < 5; round++)
        {
            var read = await Table.ReadRow(entry.SiloAddress);
            var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Table.UpdateRow(entry, read.Members[0].Item2, read.Version.Next()))));

            Assert.Single(won, true);
        }
        Assert.Equal(6, (await Table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task UpdateIAmAlive_ChangesTheTimeAlone()
    {
        var entry = await InsertAsync(Entry());
        var before = await Table.ReadRow(entry.SiloAddress);
        await Table.UpdateIAmAlive(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = Noon.AddHours(1) });

        var after = await Table.ReadRow(entry.SiloAddress);
        entry.IAmAliveTime = Noon.AddHours(1);
        Assert.Equal(Text(entry), Text(after.Members[0].Item1));
        Assert.Equal((before.Members[0].Item2, before.Version), (after.Members[0].Item2, after.Version));
    }

    [Fact]
    public async Task CleanUp_OldRows_RemovesAllThatAreNotActive()
    {
        var kept = new List<string>();
        foreach (var status in Enum.GetValues<SiloStatus>())
        {
            var old = await InsertAsync(Entry(status, Noon.AddDays(-10)));
            if (status == SiloStatus.Active) kept.Add(old.SiloAddress.ToParsableString());
            kept.Add((await InsertAsync(Entry(status, Noon))).SiloAddress.ToParsableString());
        }
        await Table.CleanupDefunctSiloEntries(new DateTimeOffset(Noon.AddDays(-7)));

        Assert.Equal(kept.Order(), (await Table.ReadAll()).Members.Select(row => row.Item1.SiloAddress.ToParsableString()).Order());
    }

    [Fact]
    public async Task Delete_OneCluster_LeavesTheOthers()
    {
        await InsertAsync(Entry());
        var (other, _) = await OpenAsync("two");
        Assert.Empty((await other.ReadAll()).Members);
        Assert.True(await other.InsertRow(Entry(), (await other.ReadAll()).Version.Next()));
        await Table.DeleteMembershipTableEntries("one");

        Assert.Empty((await Table.ReadAll()).Members);
        Assert.Single((await other.ReadAll()).Members);
    }

    [Fact]
    public async Task GetGateways_HasActiveSilosThatTakeClients()
    {
        await InsertAsync(Entry(SiloStatus.Joining));
        await InsertAsync(Entry(SiloStatus.Dead));
        var silent = Entry(SiloStatus.Active);
        silent.ProxyPort = 0;
        await InsertAsync(silent);
        var open = await InsertAsync(Entry(SiloStatus.Active));

        await Gateways.InitializeGatewayListProvider();
        Assert.Equal($"gwy.tcp://127.0.0.1:30000/{open.SiloAddress.Generation}", Assert.Single(await Gateways.GetGateways()).ToString());
    }

    [Fact]
    public async Task Reopen_AfterChanges_HasRowsTagsAndVersion()
    {
        var entry = await InsertAsync(Entry());
        await UpdateAsync(entry);
        var before = await Table.ReadRow(entry.SiloAddress);
        var again = await ReopenAsync("one");

        var after = await again.ReadRow(entry.SiloAddress);
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Members[0].Item2, after.Members[0].Item2);
        Assert.True(await again.UpdateRow(entry, after.Members[0].Item2, after.Version.Next()));
    }

    private MembershipEntry Entry(SiloStatus status = SiloStatus.Joining, DateTime? alive = null) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11_111, ++_generation),
        Status = status,
        ProxyPort = 30_000,
        HostName = "here",
        SiloName = $"Silo_{_generation}",
        StartTime = alive ?? Noon,
        IAmAliveTime = alive ?? Noon,
    };

    private async Task<MembershipEntry> InsertAsync(MembershipEntry entry)
    {
        Assert.True(await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next()));
        return entry;
    }

    private async Task UpdateAsync(MembershipEntry entry)
    {
        var read = await Table.ReadRow(entry.SiloAddress);
        Assert.True(await Table.UpdateRow(entry, read.Members[0].Item2, read.Version.Next()));
    }

    private static string Text(MembershipEntry entry) =>
        $"{entry.SiloAddress} {entry.Status} {entry.ProxyPort} {entry.HostName} {entry.SiloName} {entry.RoleName} {entry.UpdateZone} {entry.FaultZone} {entry.StartTime:O} {entry.IAmAliveTime:O} "
        + string.Join(',', (entry.SuspectTimes ?? []).Select(vote => $"{vote.Item1} {vote.Item2:O}"));
}
