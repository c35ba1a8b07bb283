using System.Text;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Domain.Shops.Templates;

namespace Reception.Domain.Tests.Shops;

/// <summary>Policies and templates made to hurt: refused with few errors and in bounded memory, never with an exception.</summary>
public sealed class HostilePolicyTests
{
    private const int MaxErrors = 100;
    private const long MaxBytes = 64 * 1024 * 1024;
    private static readonly ShopPolicy Fine = new("Demo", "zh", "Asia/Shanghai", [new("a")], [new("web")], new());

    [Theory]
    [InlineData("queues")]
    [InlineData("channels")]
    [InlineData("routing")]
    [InlineData("hours")]
    [InlineData("texts")]
    [InlineData("nothing")]
    [InlineData("missing members")]
    public void Validate_HugePolicy_IsRefusedWithFewErrors(string what)
    {
        var policy = Huge(what);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var errors = PolicyValidator.Validate(policy);

        Assert.InRange(errors.Length, 1, MaxErrors);
        Assert.All(errors, error => Assert.InRange(error.Length, 1, 400));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 * MaxBytes, $"{what} took {(GC.GetAllocatedBytesForCurrentThread() - before) / 1024 / 1024} MiB");
    }

    private static ShopPolicy Huge(string what)
    {
        var names = Enumerable.Range(0, 20_000).Select(i => $"{i} is a long name of nothing").ToArray();
        var rules = new QueueRules(Steps: [.. names.Select(n => new QueueStep(-1, OverflowTo: n, Lenders: names))], Skills: [.. names.Select(n => new SkillRequirement(n, 99))]);
        var foreign = names.Select(m => new ForeignTopics(names, m, m, m)).ToArray();
        return what switch
        {
            "queues" => Fine with { Queues = [.. names.Select(n => new QueuePolicy(n, -1, -1, -1, names, rules))] },
            "channels" => Fine with { Channels = [.. names.Select(n => new ChannelPolicy(n, names, new(foreign)))] },
            "routing" => Fine with { Routing = [.. names.Select(n => new RoutingRule(n, n, names, names, names, names, -1, rules.Skills))] },
            "hours" => Fine with { Opening = new([.. names.Select(_ => new OpeningHours((DayOfWeek)9, 5, 4))], [.. names.Select(_ => new DayException(default, [new(9, 8), new(9, 8)]))]) },
            "texts" => Fine with { Name = new string('x', 5_000_000), Language = new string('y', 5_000_000), TimeZone = new string('z', 5_000_000) },
            "nothing" => new(null!, null!, null!, null!, null!, null!),
            _ => Fine with
            {
                Queues = [null!, new(null!, Topics: [null!], Rules: new(Steps: [null!], Lends: new(null!), Selectors: [new(null!, 0, null!)]))],
                Channels = [null!, new(null!, [null!], new([new(null!, null!, null!)], Parties: [new(null!, null!)]))],
                Routing = [null!, new(null!, Words: [null!])],
                Hours = [null!],
                Opening = new([null!], [null!]),
            },
        };
    }

    private static readonly Dictionary<string, Func<string>> Texts = new()
    {
        ["laughs"] = () => "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        ["alias"] = () => "name: *nowhere",
        ["anchor"] = () => "name: &a Demo",
        ["tag"] = () => "name: !!python/object/apply:os.system [ls]",
        ["deep flow"] = () => new string('[', 100_000),
        ["deep mappings"] = () => string.Concat(Enumerable.Range(0, 1_000).Select(i => new string(' ', i) + "a:\n")),
        ["large"] = () => "name: " + new string('x', 300_000),
        ["many"] = () => "queues: [" + string.Concat(Enumerable.Repeat("1,", 100_000)) + "]",
        ["two documents"] = () => "name: a\n---\nname: b",
        ["list"] = () => "- a\n- b",
        ["text"] = () => "hello",
        ["nothing"] = () => "",
        ["key that is a list"] = () => "[a, b]: c",
        ["merge key"] = () => "<<: {name: x}",
        ["tabs"] = () => "name:\n\t- x",
        ["open quote"] = () => "name: \"abc",
        ["half a pair"] = () => "name: \"\\uD800\"",
        ["controls"] = () => "name: \0\u0007",
        ["unknown escape"] = () => "name: \"\\q\"",
        ["directive"] = () => "%YAML 9.9\n---\nname: x",
        ["many wrong members"] = () => string.Concat(Enumerable.Range(0, 20_000).Select(i => $"m{i}: 1\n")),
        ["twice"] = () => "name: a\nname: b",
        ["policy that is text"] = () => "policy: x",
        ["policy of another format"] = () => "template: 2\npolicy: {}",
        ["long keys"] = () => new string('k', 200_000) + ": 1",
        ["question marks"] = () => string.Concat(Enumerable.Repeat("? ", 50_000)),
        ["dashes"] = () => string.Concat(Enumerable.Repeat("- ", 50_000)),
        ["colons"] = () => string.Concat(Enumerable.Repeat(": ", 50_000)),
        ["quotes"] = () => new string('\'', 100_001),
        ["comments"] = () => string.Concat(Enumerable.Repeat("#\n", 60_000)),
        ["braces"] = () => string.Concat(Enumerable.Repeat("{a: ", 50_000)),
    };

    public static TheoryData<string> Yaml() => new(Texts.Keys);

    [Theory, MemberData(nameof(Yaml))]
    public void Read_HostileYaml_IsRefusedWithFewErrors(string what)
    {
        var yaml = Texts[what]();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = ShopTemplate.Read(yaml);

        Assert.Null(read.Policy);
        Assert.InRange(read.Errors.Length, 1, MaxErrors);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MaxBytes, $"{what} took {(GC.GetAllocatedBytesForCurrentThread() - before) / 1024 / 1024} MiB");
    }

    [Fact]
    public void Read_MutatedTemplates_NeverThrow()
    {
        var random = new Random(Reception.Tests.TestRun.SeedFor(nameof(Read_MutatedTemplates_NeverThrow)));
        var good = ShopTemplate.Write(new(new("demo"), 1, new RandomPolicy(5).Next()));
        const string bytes = "[]{}:,-#&*!|>'\"%@`?~ \n\t\0\\0a";
        for (var run = 0; run < Reception.Tests.TestRun.Cases(300, 20_000); run++)
        {
            var text = new StringBuilder(good);
            for (var i = 1 + random.Next(5); i > 0; i--)
            {
                var at = random.Next(text.Length);
                if (random.Next(3) == 0) text.Remove(at, Math.Min(random.Next(30), text.Length - at));
                else text.Insert(at, bytes[random.Next(bytes.Length)]);
            }
            var read = ShopTemplate.Read(text.ToString());
            Assert.Equal(read.Policy is null, read.Errors.Length > 0);
        }
    }
}
