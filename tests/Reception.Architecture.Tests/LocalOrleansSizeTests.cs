using Reception.Tests;

namespace Reception.Architecture.Tests;

/// <summary>LocalOrleans stays small: it is a means to run the project on one machine, no product.</summary>
public sealed class LocalOrleansSizeTests
{
    private const int Limit = 6_000;

    /// <summary>Lines of code, generator included; blank lines and lines that are only a comment do not count.</summary>
    [Fact]
    public void LocalOrleans_LinesOfCode_StayBelowTheLimit()
    {
        var lines = Repository.Files("*.cs", "src/LocalOrleans").Sum(file => File.ReadLines(file).Count(IsCode));
        Assert.InRange(lines, 1, Limit - 1);
    }

    private static bool IsCode(string line) => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal);
}
