using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;
using Reception.Tests;

namespace Reception.Gateway.Tests.Protocol;

/// <summary>docs/protocol.md and the code say the same.</summary>
public sealed partial class ProtocolDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(TestRun.Root, "docs", "protocol.md"));

    private static readonly string Codes4 = Document[Document.IndexOf("## 4. Codes", StringComparison.Ordinal)..];

    public static TheoryData<string> FrameTypeNames() => new(typeof(FrameTypes).GetFields().Select(field => (string)field.GetRawConstantValue()!));

    public static TheoryData<string> Codes() => new(ErrorCodes.All.Keys);

    [Theory, MemberData(nameof(FrameTypeNames))]
    public void FrameType_StandsInTheDocument(string type) => Assert.Contains($"| `{type}` |", Document, StringComparison.Ordinal);

    [Theory, MemberData(nameof(Codes))]
    public void Code_StandsInTheDocument_WithItsStatus(string name)
    {
        var code = ErrorCodes.All[name];
        var line = Codes4.Split('\n').Single(line => line.StartsWith('|') && line.Split('|')[1].Contains($"`{name}`", StringComparison.Ordinal));
        var cell = line.Split('|')[2].Trim();
        Assert.Contains(cell, new[] { $"{code.Status}", $"{code.CloseStatus}", code.EndsConnection ? "-" : "" });
    }

    [Fact]
    public void Code_InTheDocument_ExistsInTheCode()
    {
        var named = CodeLine().Matches(Codes4).SelectMany(line => Quoted().Matches(line.Groups[1].Value)).Select(match => match.Groups[1].Value);
        Assert.Empty(named.Except(ErrorCodes.All.Keys));
    }

    [Fact]
    public void Fields_OfFrames_StandInTheDocument()
    {
        var fields = typeof(Frame).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Frame).Namespace && (type.IsSubclassOf(typeof(Frame)) || type.Name.EndsWith("Document", StringComparison.Ordinal)))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]).Where(name => name != "equalityContract").Distinct();
        Assert.DoesNotContain(fields, field => !Document.Contains($"`{field}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Bounds_StandInTheDocument() => Assert.All(
        [$"{Limits.FrameBytes:#,0} bytes", $"text {Limits.TextLength:#,0}", $"ids 1 to {Limits.IdLength}", $"{Limits.MessagesPerPost} messages in a post", $"≤ {Limits.CommentLength:#,0} characters", $"≤ {Limits.ContextLength} characters", $"last {Limits.TailMessages} messages"],
        bound => Assert.Contains(bound, Document, StringComparison.Ordinal));

    [Fact]
    public async Task Routes_StandInTheDocument()
    {
        await using var host = await GatewayHost.StartAsync();
        var routes = host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<RouteAccess>() is not null);
        Assert.DoesNotContain(routes.Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/')), pattern => !Document.Contains($" {pattern}`", StringComparison.Ordinal) && !Document.Contains($" {pattern}?", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\|([^|]*`[a-z][a-z-]+`[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex CodeLine();

    [GeneratedRegex("`([a-z][a-z-]+)`")]
    private static partial Regex Quoted();
}
