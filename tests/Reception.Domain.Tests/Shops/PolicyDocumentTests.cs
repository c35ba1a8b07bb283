using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Reception.Contracts.Shops;
using Reception.Domain.Shops.Templates;
using Reception.Tests;

namespace Reception.Domain.Tests.Shops;

/// <summary>docs/policy.md and the code say the same.</summary>
public sealed partial class PolicyDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(TestRun.Root, "docs", "policy.md"));
    private static readonly string Example = Fence().Match(Document).Groups[1].Value;

    [Fact]
    public void Example_IsAValidPolicy() => Assert.Empty(ShopTemplate.Read(Example).Errors);

    [Fact]
    public void Example_UsesEveryMember()
    {
        var missing = new List<string>();
        var seen = new HashSet<Type>();
        Walk(PolicyWire.Json.ShopPolicy, "policy");
        Assert.Empty(missing);

        void Walk(JsonTypeInfo type, string path)
        {
            if (type.Kind == JsonTypeInfoKind.Enumerable) Walk(PolicyWire.Json.GetTypeInfo(type.ElementType!)!, path);
            if (type.Kind != JsonTypeInfoKind.Object || !seen.Add(type.Type)) return;
            foreach (var member in type.Properties)
            {
                if (!Regex.IsMatch(Example, $@"\b{member.Name}:")) missing.Add($"{path}.{member.Name}");
                Walk(PolicyWire.Json.GetTypeInfo(member.PropertyType)!, $"{path}.{member.Name}");
            }
        }
    }

    [Fact]
    public void Words_OfEveryEnumeration_StandInTheDocument()
    {
        Type[] kinds = [typeof(DistributionMode), typeof(WaitOffer), typeof(LimitAction), typeof(ClosedAction), typeof(ReviewSubject), typeof(AssistMode), typeof(Contracts.Routing.WorkKind), typeof(Contracts.Routing.SelectorOperator)];
        var words = kinds.SelectMany(Enum.GetNames).Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName).Where(word => word != "none");
        Assert.DoesNotContain(words, word => !Regex.IsMatch(Document, $@"(?<![\w-]){word}(?![\w-])"));
    }

    [GeneratedRegex(@"```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
