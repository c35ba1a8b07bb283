namespace LocalOrleans.Tests;

/// <summary>What the generator refuses, in which words, and that what it accepts compiles.</summary>
public sealed class GeneratorTests
{
    private const string Everything = """
        public interface IBase { Task PingAsync(); }
        public interface IFullGrain : IGrainWithStringKey, IBase
        {
            Task<Order> PutAsync(Order order, [Immutable] List<int> numbers, CancellationToken cancellationToken = default);
            ValueTask<int> CountAsync();
            ValueTask @event(string @class);
            [ReadOnly] Task<Dictionary<string, Line?[]>> LinesAsync(int? page, (string Name, int Age) who);
            [OneWay] Task NoticeAsync(Kind kind);
            [ResponseTimeout("00:00:05")] Task<Page<Order>> PageAsync(IFullGrain other, IWatcher watcher);
        }
        public interface IWatcher : IGrainObserver { void Seen(Order order); Task ToldAsync(Order order); }
        [GenerateSerializer] public enum Kind { One, Two }
        [GenerateSerializer, Immutable] public sealed record Order(string Id, [property: Id(7)] DateTimeOffset At) { [Id(0)] public Kind Kind { get; init; } }
        [GenerateSerializer] public class Line { [Id(0)] private int _hidden; [Id(1)] public string? Name { get; private set; } [Id(2)] public int Amount { get; } [Id(3)] public required Kind Kind { get; init; } }
        [GenerateSerializer] public sealed class Special : Line { [Id(0)] public Guid Mark; }
        [GenerateSerializer] public readonly record struct Point(int X, int Y);
        [GenerateSerializer] public struct Plain { [Id(0)] public int A; [Id(1)] private int _b; }
        [GenerateSerializer] public sealed record Page<T>(IReadOnlyList<T> Items, int Total) where T : class;
        [GenerateSerializer] public abstract record Shape([property: Id(0)] string Name);
        [GenerateSerializer] public sealed record Circle(string Name, double Radius) : Shape(Name);
        [GenerateSerializer] public sealed class Refused(string message) : Exception(message) { [Id(0)] public int Code { get; init; } }
        """;

    [Fact]
    public void Contract_WithEveryShape_CompilesWithoutComplaint()
    {
        var compiled = Compiled.From(Everything);
        Assert.Empty(compiled.Diagnostics);
        Assert.Empty(compiled.Errors);
    }

    [Theory]
    [InlineData("int Count();", "int")]
    [InlineData("void Go();", "void")]
    [InlineData("IEnumerable<int> All();", "IEnumerable<int>")]
    [InlineData("IAsyncEnumerable<int> All();", "IAsyncEnumerable<int>")]
    public void GrainMethod_WithoutATask_IsACompileErrorThatSaysSo(string method, string returned)
    {
        var diagnostic = Assert.Single(Compiled.From($"public interface IBadGrain : IGrainWithStringKey {{ {method} }}").Diagnostics);
        Assert.Equal("LOC001", diagnostic.Id);
        Assert.Contains("a grain method returns Task", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(returned, diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public interface IBadGrain : IGrainWithStringKey { Task PutAsync(Bare bare); }", "IBadGrain.PutAsync")]
    [InlineData("public interface IBadGrain : IGrainWithStringKey { Task<List<Bare>> AllAsync(); }", "IBadGrain.AllAsync")]
    [InlineData("public interface IBadWatcher : IGrainObserver { void Seen(Bare[] all); }", "IBadWatcher.Seen")]
    [InlineData("[GenerateSerializer] public sealed record Holder(Bare Held);", "Holder.Held")]
    public void Type_WithoutGenerateSerializer_IsACompileErrorThatNamesIt(string source, string place)
    {
        var diagnostic = Assert.Single(Compiled.From("public sealed class Bare; " + source).Diagnostics);
        Assert.Equal("LOC002", diagnostic.Id);
        Assert.Equal($"Bare is used by {place} but cannot cross a call: mark it with [GenerateSerializer] and its members with [Id(n)]", diagnostic.GetMessage());
    }

    [Theory]
    [InlineData("public interface IBadGrain<T> : IGrainWithStringKey { Task PutAsync(T value); }")]
    [InlineData("public interface IBadGrain : IGrainWithStringKey { Task PutAsync<T>(T value); }")]
    [InlineData("public interface IBadGrain : IGrainWithStringKey { Task PutAsync(ref int value); }")]
    [InlineData("public interface IBadGrain : IGrainWithStringKey { int Count { get; } }")]
    public void Interface_WithWhatIsLeftOut_IsACompileError(string source) => Assert.Equal("LOC003", Assert.Single(Compiled.From(source).Diagnostics).Id);

    [Fact]
    public void Hash_AfterAFieldIsAdded_IsAnother() =>
        Assert.NotEqual(Compiled.From(Everything).Hash, Compiled.From(Everything.Replace("double Radius", "double Radius, int Colour", StringComparison.Ordinal)).Hash);

    [Fact]
    public void Hash_AfterTypesChangePlaces_IsTheSame()
    {
        var lines = Everything.Split('\n');
        Assert.Equal(Compiled.From(Everything).Hash, Compiled.From(string.Join('\n', lines.Take(10).Concat(lines.Skip(10).Reverse()))).Hash);
    }
}
