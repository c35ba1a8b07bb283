using System.Xml.Linq;
using Reception.Tests;

namespace Reception.Architecture.Tests;

/// <summary>The arrows between projects of docs/architecture.md: who may reference whom, and nobody else.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Reception.Contracts"] = [],
        ["Reception.Domain"] = ["Reception.Contracts"],
        ["Reception.Grains"] = ["Reception.Domain", "Reception.Contracts"],
        ["Reception.Assistant"] = ["Reception.Domain"],
        ["Reception.Clustering"] = [],
        ["Reception.Storage"] = ["Reception.Domain", "Reception.Contracts", "Reception.Clustering"],
        ["Reception.Client"] = ["Reception.Contracts", "Reception.Clustering"],
        ["Reception.Protocol"] = [],
        ["Reception.Client.Web"] = ["Reception.Protocol"],
        ["Reception.Telemetry"] = [],
        ["Reception.Gateway"] = ["Reception.Client", "Reception.Protocol", "Reception.Telemetry"],
        ["Reception.Cli"] = ["Reception.Client.Web", "Reception.Domain"], // simulation and staffing run here, without a cluster
        ["Reception.LoadTest"] = ["Reception.Grains", "Reception.Silo", "Reception.Gateway", "Reception.Client", "Reception.Client.Web", "Reception.Protocol", "Reception.Storage", "Reception.Domain"], // staffing's formulas; the store for its own baseline
        ["Reception.Silo"] = ["Reception.Grains", "Reception.Storage", "Reception.Assistant", "Reception.Gateway", "Reception.Telemetry"],
        ["LocalOrleans.Runtime"] = ["LocalOrleans.CodeGeneration"], // as its compiler, for the management grain's contracts
        ["LocalOrleans.CodeGeneration"] = [],
    };

    public static TheoryData<string> Projects() => new(ProjectFiles().Select(Path.GetFileNameWithoutExtension)!);

    [Theory, MemberData(nameof(Projects))]
    public void Project_References_FollowTheArrows(string project)
    {
        Assert.True(Allowed.TryGetValue(project, out var allowed), $"{project} is new: add its arrows here and to docs/architecture.md.");
        var references = ReferencesOf(project);
        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void Arrows_NameOnly_ProjectsThatExist() =>
        Assert.Empty(Allowed.Keys.Except(ProjectFiles().Select(file => Path.GetFileNameWithoutExtension(file)!)));

    [Fact]
    public void Solution_Contains_EveryProject()
    {
        var solution = File.ReadAllText(Path.Combine(TestRun.Root, "Orleans.sln"));
        var missing = Repository.Files("*.csproj").Where(file => !solution.Contains(Path.GetFileName(file), StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    private static IEnumerable<string> ProjectFiles() => new[] { "src", "client", "silo" }.SelectMany(folder => Repository.Files("*.csproj", folder))
        .Where(file => !file.Contains("/samples/", StringComparison.Ordinal));

    private static IEnumerable<string> ReferencesOf(string project)
    {
        var file = ProjectFiles().Single(path => Path.GetFileNameWithoutExtension(path) == project);
        return XDocument.Load(file).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
    }
}
