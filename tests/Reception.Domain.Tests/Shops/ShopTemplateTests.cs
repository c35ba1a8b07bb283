using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Shops.Templates;

namespace Reception.Domain.Tests.Shops;

public sealed class ShopTemplateTests
{
    private const string Yaml = """
        template: 1
        shop: demo
        version: 3
        policy:
          name: Demo
          language: en
          timeZone: Europe/London
          queues:
            - name: sales
              targetSeconds: 45
              topics: [price, stock]
              rules: { mode: load-ratio }
            - name: service
          channels:
            - name: web
          bot: {}
        """;

    [Fact]
    public void Read_ATemplate_IsItsPolicy()
    {
        var policy = Read().Policy!;

        Assert.Equal(("Demo", 45, DistributionMode.LoadRatio), (policy.Name, policy.Queues[0].TargetSeconds, policy.Queues[0].Rules!.Mode));
    }

    [Fact]
    public void Read_ABarePolicy_IsAPolicy() => Assert.Equal("x", ShopTemplate.Read("{name: x, language: zh, timeZone: UTC, queues: [{name: a}], channels: [{name: web}], bot: {}}").Policy?.Name);

    [Fact]
    public void Read_JsonIsYamlToo_IsAPolicy() => Assert.Equal("x", ShopTemplate.Read("""{"name":"x","language":"zh","timeZone":"UTC","queues":[{"name":"a"}],"channels":[{"name":"web"}],"bot":{}}""").Policy?.Name);

    [Theory]
    [InlineData("name: 2026", "2026")]
    [InlineData("name: no", "no")]
    [InlineData("name: 1e3", "1e3")]
    [InlineData("name: \"~\"", "~")]
    public void Read_TextThatLooksLikeSomethingElse_IsText(string line, string name) => Assert.Equal(name, ShopTemplate.Read(Yaml.Replace("name: Demo", line, StringComparison.Ordinal)).Policy?.Name);

    [Theory]
    [InlineData("targetSeconds: 45", "targetSeconds: soon", "line 10: queues[0].targetSeconds: is 'soon'; expected a whole number.")]
    [InlineData("targetSeconds: 45", "targetSeconds: 0", "line 10: queues[0].targetSeconds: is 0; expected 1 to 86400.")]
    [InlineData("mode: load-ratio", "mode: LoadRatio", "line 12: queues[0].rules.mode: is 'LoadRatio'; expected longest-idle, load-ratio, round-robin, weighted-share, best-score.")]
    [InlineData("mode: load-ratio", "moed: load-ratio", "line 12: queues[0].rules.moed: is not known; expected one of mode, score, offers, skills, selectors, matchLanguage, matchChannel, steps, limits, lends, priorityTargets, costs, targets, wrapUpSeconds, idleSeconds, hours.")]
    [InlineData("topics: [price, stock]", "topics: price", "line 11: queues[0].topics: is 'price'; expected a list.")]
    [InlineData("name: service", "targetSeconds: 5", "line 13: queues[1].name: is missing.")]
    [InlineData("timeZone: Europe/London", "timeZone: Mars/Base", "line 7: timeZone: 'Mars/Base' is no IANA time zone known here.")]
    [InlineData("version: 3", "versoin: 3", "line 3: 'versoin' is not known beside policy; expected one of template, shop, version, policy.")]
    [InlineData("name: service", "name: sales", "line 9: queues: 'sales' stands there 2 times.")]
    public void Read_AnError_HasItsLineAndPath(string fine, string broken, string error) => Assert.Equal(error, Assert.Single(ShopTemplate.Read(Yaml.Replace(fine, broken, StringComparison.Ordinal)).Errors));

    [Fact]
    public void Read_BrokenYaml_HasItsLine() => Assert.StartsWith("line 11: ", Assert.Single(ShopTemplate.Read(Yaml.Replace("[price, stock]", "[price, stock", StringComparison.Ordinal)).Errors), StringComparison.Ordinal);

    [Fact]
    public void Read_ErrorsOfEveryKind_AreToldAtOnce()
    {
        var yaml = Yaml.Replace("mode: load-ratio", "moed: x", StringComparison.Ordinal).Replace("targetSeconds: 45", "targetSeconds: 0", StringComparison.Ordinal).Replace("language: en", "language: [en]", StringComparison.Ordinal);

        var lines = ShopTemplate.Read(yaml, sets: ["channels[web].rules.reviews=none", "queues[lost].offerSeconds=1"]).Errors.Select(error => error.Split(": ")[0]);

        Assert.Equal(["line 10", "line 12", "line 6", "set 'channels[web].rules.reviews=none'", "set 'queues[lost].offerSeconds=1'"], lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Overrides_OfANamedQueue_ChangeThatQueue()
    {
        var policy = Read("queues:\n  - name: service\n    targetSeconds: 20\n").Policy!;

        Assert.Equal([45, 20], policy.Queues.Select(q => q.TargetSeconds));
    }

    [Fact]
    public void Overrides_OfANewName_AddIt() => Assert.Equal(["sales", "service", "vip"], Read("queues: [{name: vip}]").Policy!.Queues.Select(q => q.Name));

    [Fact]
    public void Overrides_ThatRemove_TakeItOut() => Assert.Equal(["service"], Read("queues: [{name: sales, remove: true}]").Policy!.Queues.Select(q => q.Name));

    [Fact]
    public void Overrides_OfAPlainList_ReplaceIt() => Assert.Equal(["refund"], Read("queues: [{name: sales, topics: [refund]}]").Policy!.Queues[0].Topics!);

    [Fact]
    public void Overrides_OfNull_RestoreTheDefault() => Assert.Equal(60, Read("queues: [{name: sales, targetSeconds: ~}]").Policy!.Queues[0].TargetSeconds);

    [Fact]
    public void Overrides_InAnEnvelope_AreRead() => Assert.Equal("Other", Read("policy: {name: Other}").Policy!.Name);

    [Fact]
    public void Overrides_WithAnError_SayThatItIsTheirs() => Assert.Equal("overrides, line 2: idleCloseMinutes: is 0; expected 1 to 44640.", Assert.Single(Read("name: x\nidleCloseMinutes: 0").Errors));

    [Theory]
    [InlineData("queues[0].targetSeconds=30")]
    [InlineData("queues[sales].targetSeconds=30")]
    [InlineData(" queues[sales].targetSeconds = 30 ")]
    public void Set_ByPlaceOrName_SetsTheValue(string set) => Assert.Equal(30, Read(null, set).Policy!.Queues[0].TargetSeconds);

    [Fact]
    public void Set_AList_SetsTheList() => Assert.Equal(["a", "b"], Read(null, "queues[sales].topics=[a, b]").Policy!.Queues[0].Topics!);

    [Fact]
    public void Set_WhatIsNotThereYet_MakesIt() => Assert.Equal(10, Read(null, "queues[service].rules.limits.maxWaiting=10").Policy!.Queues[1].Rules!.Limits!.MaxWaiting);

    [Fact]
    public void Set_ANewName_AddsIt() => Assert.Equal("vip", Read(null, "queues[vip].targetSeconds=10").Policy!.Queues[2].Name);

    [Fact]
    public void Set_Nothing_TakesItOut() => Assert.Equal((60, 1), (Read(null, "queues[sales].targetSeconds=").Policy!.Queues[0].TargetSeconds, Read(null, "queues[sales]=~").Policy!.Queues.Length));

    [Fact]
    public void Set_ComesAfterOverrides() => Assert.Equal("set", Read("name: over", "name=set").Policy!.Name);

    [Theory]
    [InlineData("name")]
    [InlineData("=x")]
    [InlineData("queues[9].name=x")]
    [InlineData("queues[].name=x")]
    [InlineData("name.first=x")]
    [InlineData("name[0]=x")]
    [InlineData("queues[0][0]=x")]
    [InlineData("nmae=x")]
    [InlineData("name=[a")]
    public void Set_ThatIsNone_IsToldAsSuch(string set) => Assert.StartsWith($"set '{set}'", Assert.Single(Read(null, set).Errors), StringComparison.Ordinal);

    [Fact]
    public void Write_LeavesOutDefaults() => Assert.Equal(
        """
        # The set-up of a shop. Not in it: knowledge, catalogue, agents and their profiles, conversations, the key that signs identities.
        template: 1
        shop: demo
        version: 3
        policy:
          name: Demo
          language: en
          timeZone: Europe/London
          queues:
            - name: sales
              targetSeconds: 45
              topics: [price, stock]
              rules:
                mode: load-ratio
            - {name: service}
          channels:
            - {name: web}
          bot: {}

        """,
        ShopTemplate.Write(new(new ShopId("demo"), 3, Read().Policy!)));

    private static ShopTemplate.Reading Read(string? overrides = null, params string[] sets) => ShopTemplate.Read(Yaml, overrides, sets);
}
