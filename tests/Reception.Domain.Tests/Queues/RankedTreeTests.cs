using FsCheck.Fluent;
using Reception.Domain.Queues;
using Reception.Tests;

namespace Reception.Domain.Tests.Queues;

public sealed class RankedTreeTests
{
    /// <summary>Every answer equals that of a sorted list, and the tree stays sound, over random adds, removals and changes.</summary>
    [Fact]
    public void Operations_AnyOrder_AnswerLikeASortedList() => Property.ForAll(
        Gen.Choose(0, 40).SelectMany(_ => Gen.Choose(0, 9), (key, measure) => (Key: key, Measure: measure)).SelectMany(_ => Gen.Choose(0, 2), (p, kind) => (p.Key, p.Measure, Kind: kind)),
        nameof(RankedTreeTests), TestRun.Cases(200, 5_000), commands =>
        {
            var tree = new RankedTree<int, string>();
            var model = new SortedList<int, int>();
            foreach (var (key, measure, kind) in commands)
            {
                switch (kind)
                {
                    case 0 when model.TryAdd(key, measure): tree.Add(key, key.ToString(), measure); break;
                    case 1: Assert.Equal(model.Remove(key), tree.Remove(key)); break;
                    case 2:
                        Assert.Equal(model.ContainsKey(key), tree.SetMeasure(key, measure));
                        if (model.ContainsKey(key)) model[key] = measure;
                        break;
                }
                Assert.True(tree.IsSound());
                Assert.Equal(model.Keys.Select(k => k.ToString()), tree.InOrder());
                Assert.Equal(model.IndexOfKey(key) + 1, tree.PlaceOf(key));
                Assert.Equal(model.Where(p => p.Value >= measure).Select(p => p.Key.ToString()).FirstOrDefault(), tree.First(measure));
                Assert.Equal(model.Where(p => p.Value >= measure && p.Key > key).Select(p => p.Key.ToString()).FirstOrDefault(), tree.Next(key, measure));
            }
        });

    [Fact]
    public void Add_SameKeyTwice_Throws()
    {
        var tree = new RankedTree<int, string>();
        tree.Add(1, "a", 0);
        Assert.Throws<ArgumentException>(() => tree.Add(1, "b", 0));
    }

    [Fact]
    public void Add_InOrder_StaysShallow()
    {
        var tree = new RankedTree<int, string>();
        for (var i = 0; i < 100_000; i++) tree.Add(i, "", i);
        Assert.True(tree.IsSound());
        Assert.Equal(50_001, tree.PlaceOf(50_000));
    }
}
