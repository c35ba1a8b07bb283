using Reception.Cluster.Fakes;
using Reception.Cluster.Histories;

namespace Reception.Cluster.Checks.Tests;

public sealed class DeliveryCheckTests
{
    private const string Chat = Told.Conversation;

    [Fact]
    public void Find_WholeThread_FindsNothing() => Assert.Empty(Find(Session(stayed: true, Line(1, "a"), Line(2, "b"))));

    [Fact]
    public void Find_Gap_IsFound() => Assert.Single(Find(Session(stayed: false, Line(2, "b"))));

    [Fact]
    public void Find_Double_IsFound() => Assert.Single(Find(Session(stayed: false, Line(1, "a"), Line(1, "a"))));

    [Fact]
    public void Find_AnotherText_IsFound() => Assert.Single(Find(Session(stayed: false, Line(1, "a") with { Text = "else" })));

    [Fact]
    public void Find_StayedAndGotLess_IsFound() => Assert.Single(Find(Session(stayed: true, Line(1, "a"))));

    [Fact]
    public void Find_LeftAndGotLess_FindsNothing() => Assert.Empty(Find(Session(stayed: false, Line(1, "a"))));

    private static SeenLine Line(long sequence, string id) => new(sequence, LineKey.Customer(id), $"text of {id}");

    private static SessionRecord Session(bool stayed, params SeenLine[] lines)
    {
        var session = new SessionRecord(Chat, "customer", 0) { Stayed = stayed };
        foreach (var line in lines) session.Came(line);
        return session;
    }

    private static IEnumerable<Violation> Find(SessionRecord session) =>
        DeliveryCheck.Find(new Written().Add(Chat, "said", id: "a").Add(Chat, "said", id: "b").Journal, [session]);
}
