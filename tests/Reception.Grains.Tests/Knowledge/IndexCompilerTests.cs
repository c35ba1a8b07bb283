using System.Collections.Concurrent;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;
using Reception.Grains.Knowledge;
using KnowledgeEntry = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Grains.Tests.Knowledge;

public sealed class IndexCompilerTests : IAsyncLifetime
{
    private static readonly ShopId Shop = new("demo");

    private readonly ConcurrentQueue<long> _built = new();
    private readonly ManualResetEventSlim _mayBuildLarge = new(true);
    private readonly IndexCompiler _compiler;

    public IndexCompilerTests() => _compiler = new(Build);

    public async ValueTask InitializeAsync() => await _compiler.StartAsync(default);

    public async ValueTask DisposeAsync()
    {
        _mayBuildLarge.Set();
        await _compiler.StopAsync(default);
        _mayBuildLarge.Dispose();
    }

    [Fact]
    public async Task Compile_SameVersionAtOnce_BuildsOnce()
    {
        var indexes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _compiler.CompileAsync(Shop, Content(1, 3))));

        Assert.Single(indexes.Distinct());
        Assert.Equal([1], _built);
    }

    [Fact]
    public async Task Compile_VersionStillUsed_IsNotBuiltAgain()
    {
        var used = await _compiler.CompileAsync(Shop, Content(1, 3));
        for (var version = 2; version <= 2 + CompiledIndexes.Newest; version++) await _compiler.CompileAsync(Shop, Content(version, 3));
        GC.Collect();

        Assert.Same(used, await _compiler.CompileAsync(Shop, Content(1, 3)));
        GC.KeepAlive(used);
    }

    [Fact]
    public async Task Compile_ThreeVersionsInTurn_BuildsEachOnce()
    {
        for (var round = 0; round < 3; round++)
            for (var version = 1; version <= 3; version++) await _compiler.CompileAsync(Shop, Content(version, 3));

        Assert.Equal([1, 2, 3], _built);
    }

    [Fact]
    public async Task Compile_LargeBaseUnderWay_DoesNotHoldUpASmallOne()
    {
        _mayBuildLarge.Reset();
        var large = _compiler.CompileAsync(Shop, Content(1, IndexCompiler.SmallUpTo + 1));

        await _compiler.CompileAsync(new ShopId("small"), Content(1, 3));

        Assert.False(large.IsCompleted);
    }

    [Fact]
    public async Task Compile_BrokenContent_ThrowsAndIsTriedAgain()
    {
        var twice = new KnowledgeContent(1, [.. Content(1, 1).Entries, .. Content(1, 1).Entries]);

        await Assert.ThrowsAsync<ArgumentException>(() => _compiler.CompileAsync(Shop, twice));

        Assert.Equal(1, (await _compiler.CompileAsync(Shop, Content(1, 1))).Knowledge.Version);
    }

    [Fact]
    public async Task Compile_AfterStop_IsCancelled()
    {
        await _compiler.StopAsync(default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _compiler.CompileAsync(Shop, Content(1, 3)));
    }

    private static KnowledgeContent Content(long version, int entries) =>
        new(version, [.. Enumerable.Range(0, entries).Select(i => new KnowledgeEntry($"e{i}", $"question number {(char)('a' + (i % 26))}{i}", null, []))]);

    private TriageIndex Build(KnowledgeBase knowledge)
    {
        if (knowledge.Entries.Length > IndexCompiler.SmallUpTo) _mayBuildLarge.Wait();
        _built.Enqueue(knowledge.Version);
        return TriageIndex.Build(KnowledgeBase.Create(knowledge.Version, knowledge.Entries.Take(3)));
    }
}
