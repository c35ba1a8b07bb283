using System.Collections.Immutable;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Serialization;

public sealed class CollectionSerializationTests(SharedSilo silo)
{
    public static TheoryData<bool> InsideAndThroughTheGateway => [false, true];

    private Task<Collections> EchoAsync(bool gateway, Collections value) =>
        (gateway ? silo.Client : silo.Grains).GetGrain<IEchoGrain>("collections").CollectionsAsync(value);

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Arrays_KeepElementsAndNulls(bool gateway)
    {
        var echoed = await EchoAsync(gateway, new Collections
        {
            Bytes = [0, 255],
            Memory = new byte[] { 1, 2, 3 },
            Numbers = [],
            Lines = [new Line("a", 1), null],
        });
        Assert.Equal([0, 255], echoed.Bytes!);
        Assert.Equal([1, 2, 3], echoed.Memory.ToArray());
        Assert.Empty(echoed.Numbers!);
        Assert.Equal<IEnumerable<Line?>>([new Line("a", 1), null], echoed.Lines!);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Lists_KeepOrderAndNulls(bool gateway)
    {
        var echoed = await EchoAsync(gateway, new Collections { Texts = ["b", null, "a"] });
        Assert.Equal(["b", null, "a"], echoed.Texts!);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Dictionaries_KeepTheirEntries(bool gateway)
    {
        var echoed = await EchoAsync(gateway, new Collections
        {
            ByName = new() { ["x"] = new Line("x", 1) },
            Nested = new() { [1] = [new Point(1, 1), new Point(2, 2)], [2] = [] },
            Set = [Guid.Empty],
            Entry = new("key", 9),
        });
        Assert.Equal(new Line("x", 1), echoed.ByName!["x"]);
        Assert.Equal([new Point(1, 1), new Point(2, 2)], echoed.Nested![1]);
        Assert.Empty(echoed.Nested[2]);
        Assert.Equal([Guid.Empty], echoed.Set!);
        Assert.Equal(new KeyValuePair<string, int>("key", 9), echoed.Entry);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Dictionary_WithAComparer_KeepsIt(bool gateway)
    {
        var byName = new Dictionary<string, Line>(StringComparer.OrdinalIgnoreCase) { ["Key"] = new("a", 1) };
        var echoed = await EchoAsync(gateway, new Collections { ByName = byName });
        Assert.True(echoed.ByName!.ContainsKey("KEY"));
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task ImmutableCollections_KeepTheirElements(bool gateway)
    {
        var echoed = await EchoAsync(gateway, new Collections
        {
            Immutable = [new Line("a", 1), new Line("b", 2)],
            ImmutableByName = ImmutableDictionary<string, int>.Empty.Add("a", 1),
        });
        Assert.Equal([new Line("a", 1), new Line("b", 2)], echoed.Immutable);
        Assert.Equal(1, echoed.ImmutableByName!["a"]);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task ReadOnlyInterfaces_KeepTheirElements(bool gateway)
    {
        var echoed = await EchoAsync(gateway, new Collections
        {
            ReadOnly = ["a", "b"],
            ReadOnlyByName = new Dictionary<string, string> { ["k"] = "v" },
            Collection = new List<int> { 1, 2 },
            Enumerable = new[] { 3, 4 },
            Tuple = ("name", 5),
        });
        Assert.Equal(["a", "b"], echoed.ReadOnly!);
        Assert.Equal("v", echoed.ReadOnlyByName!["k"]);
        Assert.Equal([1, 2], echoed.Collection!);
        Assert.Equal([3, 4], echoed.Enumerable!);
        Assert.Equal(("name", 5), echoed.Tuple);
    }

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task NothingSet_StaysNullOrDefault(bool gateway)
    {
        var echoed = await EchoAsync(gateway, new Collections());
        Assert.Null(echoed.Bytes);
        Assert.True(echoed.Memory.IsEmpty);
        Assert.Null(echoed.Texts);
        Assert.Null(echoed.ByName);
        Assert.True(echoed.Immutable.IsDefaultOrEmpty);
        Assert.Null(echoed.ReadOnly);
    }
}
