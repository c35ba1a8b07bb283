using System.Text.RegularExpressions;
using Reception.Tests;

namespace Reception.Architecture.Tests;

/// <summary>Rules about the text of the sources that no compiler checks.</summary>
public sealed partial class SourceRuleTests
{
    [Fact]
    public void Sources_HaveNo_ConditionalCompilation() =>
        Assert.DoesNotContain(Sources(), file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));

    [Fact]
    public void RuntimeSwitch_StandsOnly_InItsTwoFiles()
    {
        var knowing = Repository.Files("*.csproj").Concat(Repository.Files("*.props")).Concat(Repository.Files("*.targets"))
            .Where(file => File.ReadAllText(file).Contains("OrleansRuntime)' ", StringComparison.Ordinal))
            .Where(file => !file.EndsWith("LocalOrleans.Tests.csproj", StringComparison.Ordinal)) // tests of one runtime's insides
            .Select(file => Path.GetFileName(file)!);
        Assert.Equal(["OrleansRuntime.props", "OrleansRuntime.targets"], knowing.Order());
    }

    [Fact]
    public void Types_AreNamed_AfterWhatTheyAre()
    {
        var named = Sources("src").Concat(Sources("client")).Concat(Sources("silo"))
            .Where(file => !file.Contains("/LocalOrleans/", StringComparison.Ordinal)) // its names are Orleans' own
            .SelectMany(file => VagueType().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));
        Assert.Empty(named);
    }

    [Fact]
    public void Grains_AwaitNothing_OutsideTheirTurn()
    {
        var loose = Sources("src/Reception.Grains").Where(file => LooseTurn().IsMatch(File.ReadAllText(file)));
        Assert.Empty(loose);
    }

    /// <summary>A property without an id is left behind when its value crosses from process to process; Microsoft Orleans refuses to compile it.</summary>
    [Fact]
    public void Contracts_Properties_HaveIds()
    {
        var without = Sources("src/Reception.Contracts").SelectMany(file => UnnumberedProperty().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value.Trim()}"));
        Assert.Empty(without);
    }

    [Fact]
    public void Documents_Link_OnlyToWhatExists()
    {
        var broken = Repository.Files("*.md").SelectMany(file => Link().Matches(File.ReadAllText(file))
            .Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)))
            .Select(target => $"{Path.GetRelativePath(TestRun.Root, file)} -> {target}"));
        Assert.Empty(broken);
    }

    [Fact]
    public void Readme_NamesProjects_ThatExist()
    {
        var readme = File.ReadAllText(Path.Combine(TestRun.Root, "README.md"));
        var missing = ProjectArgument().Matches(readme).Select(match => match.Groups[1].Value).Where(folder => !Directory.Exists(Path.Combine(TestRun.Root, folder)));
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Sources(string folder = "") => Repository.Files("*.cs", folder);

    [GeneratedRegex(@"^ +public (?!static)[^(=\n]* \{ get; (init; |set; )?\}", RegexOptions.Multiline)]
    private static partial Regex UnnumberedProperty();

    [GeneratedRegex(@"\b(?:class|struct|interface|record) \w*(?:Manager|Helper|Util|Utils|Processor)\b")]
    private static partial Regex VagueType();

    [GeneratedRegex(@"ConfigureAwait\(false\)|Parallel\.For|Task\.Run\(")]
    private static partial Regex LooseTurn();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"--project ([\w/.\-]+)")]
    private static partial Regex ProjectArgument();
}
