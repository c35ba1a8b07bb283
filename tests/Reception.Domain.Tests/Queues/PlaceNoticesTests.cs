using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

public sealed class PlaceNoticesTests
{
    private readonly Desk _desk = new();
    private readonly PlaceNotices _places;

    public PlaceNoticesTests()
    {
        _places = new(_desk.Matcher.Waiting, new WaitEstimate());
        for (var i = 0; i < 15; i++)
        {
            _desk.Enqueue($"w{i:00}", target: 60 + i);
            _places.Tell(_desk.Matcher.Waiting.Find(Desk.Work($"w{i:00}"))!, _desk.Now);
        }
        _places.Changed(_desk.Now);
    }

    [Fact]
    public void Changed_NothingMoved_TellsNobody() => Assert.Empty(_places.Changed(_desk.Now));

    [Fact]
    public void Changed_FirstLeft_TellsTheFirstTenAtOnce()
    {
        Leave("w00");
        Assert.Equal(Enumerable.Range(1, 10), _places.Changed(_desk.Now).Select(n => n.Place.Place));
    }

    [Fact]
    public void Changed_FiveSecondsLater_TellsTheOthers()
    {
        Leave("w00");
        _places.Changed(_desk.Now);
        _desk.Now += PlaceNotices.Every;
        Assert.Equal(Enumerable.Range(11, 4), _places.Changed(_desk.Now).Select(n => n.Place.Place));
    }

    [Fact]
    public void Changed_LastLeft_TellsNobody()
    {
        Leave("w14");
        _desk.Now += PlaceNotices.Every;
        Assert.Empty(_places.Changed(_desk.Now));
    }

    [Fact]
    public void Changed_ThousandsMoved_TellsThemInPartsWithinTheTime()
    {
        for (var i = 0; i < 5_000; i++) _desk.Enqueue($"x{i:0000}", target: 100 + i);
        _desk.Now += PlaceNotices.Every;
        Sweep();
        Leave("w00");
        var first = _places.Changed(_desk.Now);
        Assert.Equal(PlaceNotices.AtOnce, first.Count);
        _desk.Now = _places.NextWake!.Value;
        var start = _desk.Now;
        var parts = Sweep();
        Assert.All(parts, part => Assert.True(part.Count <= PlaceNotices.MostInOnePart + PlaceNotices.AtOnce));
        var told = first.Concat(parts.SelectMany(p => p)).Select(n => n.Place.Place).Order();
        Assert.Equal(Enumerable.Range(1, 5_014), told);
        Assert.True(_desk.Now - start < PlaceNotices.Every);
    }

    [Fact]
    public void Changed_SweepUnderWay_WhoComesMeanwhileIsNotToldTwice()
    {
        for (var i = 0; i < 3_000; i++) _desk.Enqueue($"x{i:0000}", target: 100 + i);
        _desk.Now += PlaceNotices.Every;
        var told = _places.Changed(_desk.Now).Select(n => n.Work.Work).ToList();
        Leave("x0500");
        told.AddRange(Sweep().SelectMany(p => p).Select(n => n.Work.Work));
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    /// <summary>Goes on until everybody was looked at once.</summary>
    private List<IReadOnlyList<PlaceNotice>> Sweep()
    {
        List<IReadOnlyList<PlaceNotice>> parts = [_places.Changed(_desk.Now)];
        while (_places.NextWake is { } next && next - _desk.Now <= PlaceNotices.BetweenParts)
        {
            _desk.Now = next;
            parts.Add(_places.Changed(_desk.Now));
        }
        return parts;
    }

    private void Leave(string work) => _desk.Matcher.Remove(Desk.Work(work), 1, _desk.Now);
}
