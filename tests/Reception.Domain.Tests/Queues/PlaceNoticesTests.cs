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

    private void Leave(string work) => _desk.Matcher.Remove(Desk.Work(work), 1, _desk.Now);
}
